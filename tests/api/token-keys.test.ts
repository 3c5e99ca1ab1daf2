import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { exportSPKI, generateKeyPair } from 'jose';
import { Api } from '../support/api.js';
import { type KeySetServer, startKeySetServer } from '../support/key-set-server.js';
import { UploadLimitsDocument } from '../support/operations.generated.js';
import { COME_IN, fateOf, STAY_OUT } from '../support/token-fate.js';
import { JWT_ENVIRONMENT, makeToken } from '../support/tokens.js';

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
    server = await Api.start({ ...WITHOUT_KEY, JWT_JWKS_URL: provider.url });
  });

  afterAll(async () => {
    await server.remove();
    await provider.stop();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  /** Only the clock on the wall moves: what waits goes on waiting in real time. */
  function letPass(seconds: number): void {
    const now = Date.now() + seconds * 1000;
    const doNotFake = [
      ...(['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const),
      ...(['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
    ];
    jest.useFakeTimers({ now, doNotFake });
  }

  it.each([
    ['an error', 500, ''],
    ['a page', 200, '<html></html>'],
    ['no key set', 200, '{"keys":7}'],
  ])('nobody can be verified while it is %s, and waiting helps', async (_what, status, body) => {
    provider.answerWith(status, body);
    const token = await makeToken({
      alg: 'ES256',
      kid: 'any',
      key: (await generateKeyPair('ES256')).privateKey,
    });
    const answer = await server.as(token).send(UploadLimitsDocument);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(answer.errors).toEqual([
      {
        message: 'Tokens cannot be verified at the moment: ask again.',
        extensions: { code: 'SERVER_BUSY', retryAfter: 5 },
      },
    ]);
    expect(server.log.some((line) => line.includes('cannot be fetched'))).toBe(true);
  });

  it('a new key is fetched once it is used, and an old one no longer serves', async () => {
    provider.answerWith(200, '{"keys":[]}');
    const first = await makeToken({ alg: 'ES256', kid: '1', key: await provider.rotate('1') });
    expect(await fateOf(first, server)).toEqual(COME_IN);
    const fetched = provider.fetched();
    const second = await makeToken({ alg: 'ES256', kid: '2', key: await provider.rotate('2') });

    // Tokens with made-up keys must not drive us to ask the provider each time.
    expect(await fateOf(second, server)).toEqual(STAY_OUT);
    expect(provider.fetched()).toBe(fetched);
    letPass(31);
    expect(await fateOf(second, server)).toEqual(COME_IN);
    expect(await fateOf(first, server)).toEqual(STAY_OUT);
    expect(provider.fetched()).toBe(fetched + 1);
  });

  it('a key that is not in it is refused, and so is a secret', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    expect(await fateOf(await makeToken({ alg: 'RS256', kid: 'unknown', key: privateKey }), server)).toEqual(
      STAY_OUT,
    );
    expect(await fateOf(await makeToken({ kid: '2' }), server)).toEqual(STAY_OUT);
  });
});
