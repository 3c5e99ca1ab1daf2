/** @jest-environment node */
// In the sandbox, since the clock is changed there.
import { generateKeyPairSync } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair } from 'jose';
import { Api } from '../support/api.js';
import { type KeySetServer, startKeySetServer } from '../support/key-set-server.js';
import { UploadLimitsDocument } from '../support/operations.generated.js';
import { COME_IN, fateOf, STAY_OUT } from '../support/token-fate.js';
import { inSeconds, JWT_ENVIRONMENT, makeToken } from '../support/tokens.js';

const { JWT_SECRET: _secret, ...WITHOUT_KEY } = JWT_ENVIRONMENT;

describe('with a public key', () => {
  it('its own half signs, and its text is no secret that could', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const pem = await exportSPKI(publicKey);
    const server = await Api.start({ ...WITHOUT_KEY, JWT_PUBLIC_KEY: pem });
    try {
      expect(await fateOf(await makeToken({ alg: 'RS256', key: privateKey }), server)).toEqual(COME_IN);
      for (const text of [pem, pem.trim(), `${pem.trim()}\n`]) {
        const confused = await makeToken({ key: new TextEncoder().encode(text) });
        expect(await fateOf(confused, server)).toEqual(STAY_OUT);
      }
      const { privateKey: foreign } = await generateKeyPair('RS256');
      expect(await fateOf(await makeToken({ alg: 'RS256', key: foreign }), server)).toEqual(STAY_OUT);
      expect(await fateOf(await makeToken(), server)).toEqual(STAY_OUT);
    } finally {
      await server.remove();
    }
  });
});

describe('with a published key set', () => {
  let provider: KeySetServer;
  let server: Api;

  beforeAll(async () => {
    provider = await startKeySetServer();
  });

  beforeEach(async () => {
    provider.publish([]);
    server = await Api.start({ ...WITHOUT_KEY, JWT_JWKS_URL: provider.url });
  });

  afterEach(async () => {
    jest.useRealTimers();
    await server.remove();
  });

  afterAll(() => provider.stop());

  /** Only the clock on the wall moves: what waits goes on waiting in real time. */
  function letPass(seconds: number): void {
    const now = Date.now() + seconds * 1000;
    const doNotFake = [
      ...(['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const),
      ...(['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
    ];
    jest.useFakeTimers({ now, doNotFake });
  }

  const WAIT = [503, 'SERVER_BUSY'];
  const signed = (kid: string, key: CryptoKey, claims = {}) => makeToken({ alg: 'ES256', kid, key, claims });
  const anyToken = async (kid = 'any') => signed(kid, (await generateKeyPair('ES256')).privateKey);
  /** How many times the set was fetched meanwhile. */
  const fetchesOf = async (work: () => Promise<unknown>) => {
    const before = provider.fetched();
    await work();
    return provider.fetched() - before;
  };
  const warnings = () => server.log.filter((line) => line.includes('"level":40'));

  it.each<[string, string, (response: ServerResponse) => void]>([
    ['an error', 'has the status 500', (response) => response.writeHead(500).end('{"keys":[]}')],
    ['a page', 'is no key set', (response) => response.end('<html></html>')],
    ['no key set', 'is no key set', (response) => response.end('{"keys":7}')],
    ['nothing', 'is no key set', (response) => response.end('null')],
    ['somewhere else', 'the status 302', (response) => response.writeHead(302, { location: '/keys' }).end()],
    ['a connection that breaks off', 'UND_ERR_SOCKET', (response) => response.destroy()],
    [
      'half an answer',
      'UND_ERR_SOCKET',
      (response) => response.writeHead(200).write('{"', () => response.destroy()),
    ],
    ['too large', 'is larger', (response) => response.end(`{"keys":[],"x":"${'x'.repeat(1024 * 1024)}"}`)],
    ['without an end', 'is larger', (response) => flood(response)],
  ])('that is %s verifies no token, and waiting helps', async (_what, reason, answer) => {
    provider.answerBy(answer);
    const { status, headers, errors } = await server.as(await anyToken()).send(UploadLimitsDocument);
    expect(status).toBe(503);
    expect(errors).toEqual([
      {
        message: 'Tokens cannot be verified at the moment; please try again.',
        extensions: { code: 'SERVER_BUSY', retryAfter: expect.any(Number) },
      },
    ]);
    const { retryAfter } = errors[0]!.extensions;
    expect(headers.get('retry-after')).toBe(String(retryAfter));
    expect(warnings()).toEqual([expect.stringMatching(`"reason":".*${reason}.*cannot be fetched`)]);

    const token = await signed('1', await provider.rotate('1'));
    letPass(retryAfter!);
    expect(await fateOf(token, server)).toEqual(COME_IN);
  });

  it('that gives no whole answer is given up', async () => {
    provider.answerBy((response) => response.writeHead(200).write('{"keys":['));
    expect(await fateOf(await anyToken(), server)).toEqual(WAIT);
    expect(warnings()).toEqual([expect.stringContaining('no whole answer within')]);
  });

  it('that fails is asked once in a while, whatever tokens come, and told once', async () => {
    provider.answerWith(500, '');
    const tokens = await Promise.all(Array.from({ length: 50 }, (_, i) => anyToken(`${i}`)));
    const storm = async () => {
      const fates = await Promise.all(tokens.map((token) => fateOf(token, server)));
      expect(new Set(fates.map(String))).toEqual(new Set([String(WAIT)]));
    };
    expect(await fetchesOf(storm)).toBe(1);
    expect(await fetchesOf(storm)).toBe(0);
    expect(warnings()).toHaveLength(1);
    letPass(31);
    expect(await fetchesOf(storm)).toBe(1);
  });

  it('is not asked for what is no token for it', async () => {
    const secret = await makeToken();
    const header = (value: object) => `${Buffer.from(JSON.stringify(value)).toString('base64url')}.e30.eA`;
    const junk = [
      'x',
      'a.b.c',
      `${secret}x`,
      secret,
      header({ alg: 'none' }),
      header({ alg: 'HS256', kid: '1' }),
      header({ alg: 'RS1' }),
      header({ alg: 'ES256K' }),
      header({ kid: '1' }),
    ];
    const sent = async () => {
      for (const token of junk) expect(await fateOf(token, server)).toEqual(STAY_OUT);
    };
    expect(await fetchesOf(sent)).toBe(0);
  });

  it('a new key is fetched once it is used, and an old one no longer serves', async () => {
    const first = await signed('1', await provider.rotate('1'));
    expect(await fateOf(first, server)).toEqual(COME_IN);
    const second = await signed('2', await provider.rotate('2'));

    // Tokens with made-up keys must not drive us to ask the provider each time.
    expect(await fetchesOf(async () => expect(await fateOf(second, server)).toEqual(STAY_OUT))).toBe(0);
    letPass(31);
    const both = async () => {
      expect(await fateOf(second, server)).toEqual(COME_IN);
      expect(await fateOf(first, server)).toEqual(STAY_OUT);
    };
    expect(await fetchesOf(both)).toBe(1);
  });

  it('a key that is not in it is refused, and so is a secret', async () => {
    await provider.rotate('1');
    const { privateKey } = await generateKeyPair('RS256');
    const foreign = await makeToken({ alg: 'RS256', kid: 'unknown', key: privateKey });
    expect(await fateOf(foreign, server)).toEqual(STAY_OUT);
    expect(await fateOf(await makeToken({ kid: '1' }), server)).toEqual(STAY_OUT);
  });

  it('keys that are known serve for an hour while the provider is away, and not for ever', async () => {
    const exp = inSeconds(1_000_000);
    const token = await signed('1', await provider.rotate('1'), { exp });
    expect(await fateOf(token, server)).toEqual(COME_IN);
    provider.answerWith(500, '');
    for (const minutes of [11, 20, 20, 18]) {
      letPass(minutes * 60);
      expect(await fateOf(token, server)).toEqual(COME_IN);
      // One that is not known may be new.
      expect(await fateOf(await anyToken(), server)).toEqual(WAIT);
    }
    letPass(20 * 60);
    expect(await fateOf(token, server)).toEqual(WAIT);
    await provider.rotate('2');
    letPass(31);
    expect(await fateOf(token, server)).toEqual(STAY_OUT);
  });

  it('an operator decides for how long', async () => {
    await server.stop();
    await server.start({ JWT_JWKS_STALE_SECONDS: '0' });
    const token = await signed('1', await provider.rotate('1'));
    expect(await fateOf(token, server)).toEqual(COME_IN);
    provider.answerWith(500, '');
    letPass(9 * 60);
    expect(await fateOf(token, server)).toEqual(COME_IN);
    letPass(2 * 60);
    expect(await fateOf(token, server)).toEqual(WAIT);
  });

  describe('a key of it that is of no use', () => {
    const pair = (alg: string, modulusLength?: number) =>
      generateKeyPair(alg, { extractable: true, ...(modulusLength && { modulusLength }) });

    it.each<[string, () => Promise<unknown>]>([
      ['a null', async () => null],
      ['a text', async () => 'key'],
      ['a number', async () => 7],
      ['a list', async () => []],
      ['nothing in it', async () => ({})],
      ['an unknown kind', async () => ({ kty: 'XYZ', kid: 'bad', alg: 'ES256' })],
      ['a secret', async () => ({ kty: 'oct', kid: 'bad', k: 'c2VjcmV0', alg: 'HS256' })],
      ['short RSA', async () => ({ ...shortRsa(), kid: 'bad' })],
      ['RSA without a modulus', async () => ({ kty: 'RSA', e: 'AQAB', kid: 'bad' })],
      ['numbers for texts', async () => ({ kty: 'RSA', n: 7, e: 7, kid: 'bad' })],
      [
        'a point off the curve',
        async () => ({ kty: 'EC', crv: 'P-256', x: 'AQ', y: 'AQ', kid: 'bad', alg: 'ES256' }),
      ],
      [
        'a curve that no algorithm has',
        async () => ({ kty: 'EC', crv: 'secp256k1', x: 'AQ', y: 'AQ', kid: 'bad' }),
      ],
      ['a private key', async () => ({ ...(await exportJWK((await pair('ES256')).privateKey)), kid: 'bad' })],
      [
        'a kid that is a number',
        async () => ({ ...(await exportJWK((await pair('ES256')).publicKey)), kid: 7 }),
      ],
      [
        'key_ops that are a text',
        async () => ({ ...(await exportJWK((await pair('ES256')).publicKey)), key_ops: 'verify' }),
      ],
    ])('is left out and told, and the others serve: %s', async (_what, bad) => {
      const { publicKey, privateKey } = await generateKeyPair('ES256');
      const good = { ...(await exportJWK(publicKey)), kid: 'good', alg: 'ES256', use: null };
      const useless = await bad();
      provider.publish([useless, good, useless]);
      expect(await fateOf(await signed('good', privateKey), server)).toEqual(COME_IN);
      for (const alg of ['ES256', 'RS256']) {
        const { privateKey: foreign } = await generateKeyPair(alg);
        expect(await fateOf(await makeToken({ alg, kid: 'bad', key: foreign }), server)).toEqual(STAY_OUT);
      }
      expect(warnings()).toEqual([expect.stringMatching(/"useless":\[\{"at":0,.*\{"at":2,.*ignored/)]);
      const { d, k, n, x } = Object(useless);
      for (const part of [d, k, n, x])
        if (typeof part === 'string') expect(warnings()[0]).not.toContain(`"${part}"`);
    });

    it('is left out where there are too many', async () => {
      const key = await provider.rotate('good');
      const { publicKey } = await generateKeyPair('ES256');
      const good = await exportJWK(publicKey);
      provider.publish(Array.from({ length: 2000 }, (_, i) => ({ ...good, kid: `${i}` })));
      expect(await fateOf(await signed('good', key), server)).toEqual(STAY_OUT);
      expect(warnings()).toEqual([expect.stringContaining('too many')]);
    });
  });
});

/** Writes for as long as it is read. */
function flood(response: ServerResponse): void {
  response.writeHead(200).write('{"keys":["');
  const chunk = 'x'.repeat(64 * 1024);
  const write = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', write);
  write();
}

/** A published half of 1024 bits, which jose does not make. */
function shortRsa() {
  return generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
}
