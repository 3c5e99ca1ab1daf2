import { describe, expect, it } from '@jest/globals';
import { parseConfig } from '../../src/config/config.js';
import { JWT_ENVIRONMENT } from '../support/tokens.js';

const { JWT_SECRET, ...WITHOUT_KEY } = JWT_ENVIRONMENT;
const PEM = `-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PUBLIC KEY-----`;

type Environment = Readonly<Record<string, string>>;

describe('AUTH=none', () => {
  it.each<Environment>([
    {},
    { HOST: 'localhost' },
    { HOST: '::1' },
    { HOST: '127.8.9.1' },
    { HOST: '0.0.0.0', AUTH_NONE_ACCEPTED: 'true' },
    { NODE_ENV: 'production', AUTH_NONE_ACCEPTED: 'true' },
  ])('starts with %j', (environment) => {
    expect(parseConfig(environment).auth).toEqual({ mode: 'none' });
  });

  it.each<Environment>([
    { HOST: '0.0.0.0' },
    { HOST: '::' },
    { HOST: '192.168.0.7' },
    { HOST: 'thumbs.example.com' },
    { HOST: '127.0.0.1.example.com' },
    { HOST: 'localhost.example.com' },
    { NODE_ENV: 'production' },
    { HOST: '0.0.0.0', AUTH_NONE_ACCEPTED: 'false' },
  ])('refuses to start with %j, and says what to do', (environment) => {
    const start = () => parseConfig(environment);
    expect(start).toThrow('  AUTH: none lets every client read and delete everything');
    expect(start).toThrow('AUTH_NONE_ACCEPTED=true');
  });
});

describe('AUTH=jwt', () => {
  it.each<[string, Environment, object]>([
    ['a secret', { JWT_SECRET }, { kind: 'secret', secret: JWT_SECRET }],
    ['a public key', { JWT_PUBLIC_KEY: PEM }, { kind: 'publicKey', pem: PEM }],
    [
      'a public key on one line',
      { JWT_PUBLIC_KEY: PEM.replaceAll('\n', '\\n') },
      { kind: 'publicKey', pem: PEM },
    ],
    [
      'a key set',
      { JWT_JWKS_URL: 'https://a.example/keys/' },
      { kind: 'jwks', url: 'https://a.example/keys/', staleMs: 3_600_000 },
    ],
  ])('starts with %s, also in production and for the network', (_what, key, parsed) => {
    const { auth } = parseConfig({ ...WITHOUT_KEY, ...key, HOST: '0.0.0.0', NODE_ENV: 'production' });
    expect(auth).toMatchObject({ mode: 'jwt', key: parsed, audience: 'thumbnails', clockSkewSeconds: 30 });
  });

  it.each<[string, Environment, string]>([
    ['no key', WITHOUT_KEY, 'AUTH: jwt needs exactly one of JWT_JWKS_URL, JWT_PUBLIC_KEY, JWT_SECRET'],
    ['two keys', { ...JWT_ENVIRONMENT, JWT_PUBLIC_KEY: PEM }, 'AUTH: jwt needs exactly one of'],
    ['no issuer', { ...JWT_ENVIRONMENT, JWT_ISSUER: '' }, 'JWT_ISSUER: is required with AUTH=jwt'],
    ['no audience', { ...JWT_ENVIRONMENT, JWT_AUDIENCE: '' }, 'JWT_AUDIENCE: is required'],
    [
      'no signing secret',
      { ...JWT_ENVIRONMENT, PICTURE_SIGNING_SECRET: '' },
      'PICTURE_SIGNING_SECRET: is required',
    ],
    [
      'a short secret',
      { ...JWT_ENVIRONMENT, JWT_SECRET: 'x'.repeat(31) },
      'JWT_SECRET: must have at least 32',
    ],
    [
      'a private key',
      { ...WITHOUT_KEY, JWT_PUBLIC_KEY: PEM.replaceAll('PUBLIC', 'PRIVATE') },
      'JWT_PUBLIC_KEY:',
    ],
    ['half a public key', { ...WITHOUT_KEY, JWT_PUBLIC_KEY: PEM.replace('MCow', '') }, 'JWT_PUBLIC_KEY:'],
    ['a key set of no address', { ...WITHOUT_KEY, JWT_JWKS_URL: 'file:///keys' }, 'JWT_JWKS_URL:'],
  ])('refuses to start with %s', (_what, environment, message) => {
    expect(() => parseConfig(environment)).toThrow(message);
  });

  it('names everything that it lacks at once, and repeats no secret', () => {
    const start = () => parseConfig({ AUTH: 'jwt', JWT_SECRET: 'a short one' });
    expect(start).toThrow('JWT_SECRET');
    expect(start).not.toThrow('a short one');
    const lacking = () => parseConfig({ AUTH: 'jwt' });
    for (const name of ['AUTH', 'JWT_ISSUER', 'JWT_AUDIENCE', 'PICTURE_SIGNING_SECRET']) {
      expect(lacking).toThrow(`  ${name}: `);
    }
  });
});

it('an upload of the largest size must fit into what may be on its way', () => {
  expect(() => parseConfig({ MAX_UPLOAD_MB: '50', UPLOADS_IN_FLIGHT_MB: '49' })).toThrow(
    'UPLOADS_IN_FLIGHT_MB',
  );
  expect(parseConfig({ MAX_UPLOAD_MB: '50', UPLOADS_IN_FLIGHT_MB: '50' }).admission.uploadBytes).toBe(
    50 * 1024 * 1024,
  );
});
