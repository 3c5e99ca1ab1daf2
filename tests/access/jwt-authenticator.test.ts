import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pino } from 'pino';
import { JwtAuthenticator } from '../../src/access/jwt-authenticator.js';
import { parseConfig } from '../../src/config/config.js';
import { JWT_ENVIRONMENT, makeToken, tokenFor } from '../support/tokens.js';

/** An authenticator as a server makes it; with a public key in place of the secret where one is given. */
function authenticator(publicKey?: string): JwtAuthenticator {
  const { JWT_SECRET, ...others } = JWT_ENVIRONMENT;
  const { auth } = parseConfig({
    ...others,
    ...(publicKey ? { JWT_PUBLIC_KEY: publicKey } : { JWT_SECRET }),
  });
  if (auth.mode !== 'jwt') throw new Error('expected AUTH=jwt');
  return new JwtAuthenticator(auth, pino({ level: 'silent' }));
}

const unauthenticated = expect.objectContaining({ name: 'AppError', code: 'UNAUTHENTICATED' });

const KEYS = [
  ['rsa', { modulusLength: 2048 }, ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']],
  ['ec', { namedCurve: 'P-256' }, ['ES256']],
  ['ec', { namedCurve: 'P-384' }, ['ES384']],
  ['ec', { namedCurve: 'P-521' }, ['ES512']],
  ['ed25519', {}, ['EdDSA', 'Ed25519']],
] as const;

/** The generator has an overload for each type of key, and none for a type that is read out of a table. */
const keyPair = generateKeyPairSync as (
  type: string,
  options: object,
) => ReturnType<typeof generateKeyPairSync>;
const pemOf = (key: { export(options: object): string | Buffer }) =>
  key.export({ type: 'spki', format: 'pem' }).toString();

describe('a public key', () => {
  it.each(KEYS)('of type %s %j verifies %j', async (type, options, algorithms) => {
    const { publicKey, privateKey } = keyPair(type, options);
    const door = authenticator(pemOf(publicKey));
    for (const alg of algorithms) {
      const token = await makeToken({ alg, key: privateKey });
      expect(await door.authenticate(`Bearer ${token}`)).toBe('alice');
    }
    const confused = await makeToken({ key: new TextEncoder().encode(pemOf(publicKey)) });
    await expect(door.authenticate(`Bearer ${confused}`)).rejects.toEqual(unauthenticated);
  });

  it('may stand on one line', async () => {
    const { publicKey, privateKey } = keyPair('ed25519', {});
    const door = authenticator(pemOf(publicKey).replaceAll('\n', '\\n'));
    expect(await door.authenticate(`Bearer ${await makeToken({ alg: 'EdDSA', key: privateKey })}`)).toBe(
      'alice',
    );
  });

  it.each([
    ['rsa', { modulusLength: 1024 }],
    ['ec', { namedCurve: 'secp256k1' }],
    ['x25519', {}],
  ])('of type %s %j is refused at the start', (type, options) => {
    expect(() => authenticator(pemOf(keyPair(type, options).publicKey))).toThrow('JWT_PUBLIC_KEY');
  });

  it('that is none is refused with the other bad settings', () => {
    const pem = '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----';
    expect(() => authenticator(pem)).toThrow('JWT_PUBLIC_KEY: must be a public key in PEM');
  });
});

describe('the Authorization header', () => {
  it.each(['Bearer', 'bearer', 'BEARER', 'Bearer  '])('may begin with %j', async (scheme) => {
    expect(await authenticator().authenticate(`${scheme} ${await tokenFor('alice')}`)).toBe('alice');
  });

  it('is refused whatever else it is, and never with a fault of ours', async () => {
    const door = authenticator();
    const good = await tokenFor('alice');
    const json = fc.json().map((text) => Buffer.from(text).toString('base64url'));
    const edit = fc
      .tuple(fc.nat(good.length - 1), fc.string({ maxLength: 3 }))
      .map(([at, put]) => good.slice(0, at) + put + good.slice(at + 1))
      .filter((text) => !sameToken(text, good));
    const header = fc.oneof(
      fc.string(),
      fc.string().map((text) => `Bearer ${text}`),
      fc.string().map((text) => `Basic ${text}`),
      fc.tuple(json, json, json).map((parts) => `Bearer ${parts.join('.')}`),
      edit.map((text) => `Bearer ${text}`),
    );
    await fc.assert(
      fc.asyncProperty(header, async (text) => {
        await expect(door.authenticate(text)).rejects.toEqual(unauthenticated);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Base64 has more than one text for the same bytes, and such a token is the same one. */
function sameToken(a: string, b: string): boolean {
  const bytes = (token: string) =>
    token.split('.').map((part) => Buffer.from(part, 'base64url').toString('hex'));
  return bytes(a.trim()).join('.') === bytes(b).join('.');
}
