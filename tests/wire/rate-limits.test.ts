import { once } from 'node:events';
import { request } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Api, wireAnswer } from '../support/api.js';
import { smallPicture } from '../support/pictures.js';
import { JWT_ENVIRONMENT, tokenFor } from '../support/tokens.js';

const READ = '{ uploadLimits { maxBytes } }';

let api: Api | undefined;

afterEach(async () => {
  await api?.remove();
  api = undefined;
});

async function start(environment: Record<string, string>): Promise<Api> {
  api = await Api.start({ ...environment });
  return api;
}

/** Asks with other headers than the test client's. */
async function ask(url: string, headers: Record<string, string>) {
  const body = JSON.stringify({ query: READ });
  const sent = { 'content-type': 'application/json', ...headers };
  return wireAnswer(await fetch(`${url}/graphql`, { method: 'POST', body, headers: sent }));
}

describe('requests in a minute', () => {
  it('are root fields, however many of them an operation has', async () => {
    const server = await start({ REQUESTS_PER_MINUTE: '5' });
    const three = await server.send(
      '{ a: uploadLimits { maxBytes } b: rubric { version } c: uploadLimits { maxBytes } }',
    );
    expect(three.errors).toEqual([]);
    expect(three.headers.get('ratelimit-policy')).toBe('"requests";q=5;w=60');
    expect(three.headers.get('ratelimit')).toMatch(/^"requests";r=2;t=(60|59)$/);

    const { status, errors, data, headers } = await server.send(
      '{ a: rubric { version } b: rubric { version } c: rubric { version } }',
    );
    expect({ status, data }).toEqual({
      status: 200,
      data: { a: expect.anything(), b: expect.anything(), c: null },
    });
    expect(errors).toEqual([
      {
        message: expect.stringMatching(/^You may ask for 5 root fields in a minute/),
        path: ['c'],
        locations: expect.anything(),
        extensions: { code: 'RATE_LIMITED', retryAfter: expect.any(Number) },
      },
    ]);
    const { retryAfter = 0 } = errors[0]!.extensions;
    expect(retryAfter).toBeGreaterThanOrEqual(1);
    expect(retryAfter).toBeLessThanOrEqual(60);
    expect(headers.get('retry-after')).toBe(String(retryAfter));
    expect(headers.get('ratelimit')).toMatch(/^"requests";r=0;t=\d+$/);
  });

  it('are not told where nothing was counted', async () => {
    const server = await start({});
    const { headers } = await server.send('{ __typename }');
    expect(headers.get('ratelimit')).toBeNull();
  });
});

describe('analyses', () => {
  it('end with the minute first, and with the day after it', async () => {
    const server = await start({ ANALYSES_PER_MINUTE: '2', ANALYSES_PER_DAY: '3' });
    const { id } = (await server.analyze(await smallPicture(1), { judge: 'SKIP' })).thumbnail;
    const again = `mutation { reanalyzeThumbnail(thumbnailId: "${id}", input: { judge: SKIP }) { id } }`;
    const second = await server.send(again);
    expect(second.headers.get('ratelimit')).toMatch(
      /^"requests";r=\d+;t=\d+, "analyses-minute";r=0;t=\d+, "analyses-day";r=1;t=\d+$/,
    );
    for (let i = 0; i < 3; i++) {
      const { errors, headers } = await server.send(again);
      expect(errors[0]).toMatchObject({
        message: expect.stringContaining('2 analyses in a minute'),
        extensions: { code: 'RATE_LIMITED' },
      });
      expect(headers.get('ratelimit')).not.toContain('day');
    }
    expect((await server.send(READ)).errors).toEqual([]);
  });

  it('are counted by the day', async () => {
    const server = await start({ ANALYSES_PER_DAY: '1' });
    await server.analyze(await smallPicture(1), { judge: 'SKIP' });
    const { errors } = await server.upload(await smallPicture(2), { judge: 'SKIP' });
    expect(errors[0]?.message).toContain('1 analyses in a day');
    expect(errors[0]?.extensions.retryAfter).toBeGreaterThan(86_000);
  });

  it('that are refused leave the connection good, and the picture unread', async () => {
    const server = await start({ ANALYSES_PER_MINUTE: '1' });
    await server.analyze(await smallPicture(1), { judge: 'SKIP' });
    const large = new Uint8Array(20 * 1024 * 1024);
    for (let i = 0; i < 3; i++) {
      const { errors } = await server.upload(large, { judge: 'SKIP' });
      expect(errors[0]?.extensions.code).toBe('RATE_LIMITED');
    }
    const { data } = await server.send<{ thumbnailHistory: { edges: unknown[] } }, never>(
      '{ thumbnailHistory { edges { node { id } } } }',
    );
    expect(data?.thumbnailHistory.edges).toHaveLength(1);
  });

  it('that are refused while their client leaves do no harm', async () => {
    const server = await start({ ANALYSES_PER_MINUTE: '1' });
    await server.analyze(await smallPicture(1), { judge: 'SKIP' });
    const { port } = new URL(server.url);
    const part = (name: string, value: string) =>
      `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const operations =
      '{"query":"mutation($f:Upload!){analyzeThumbnail(file:$f){id}}","variables":{"f":null}}';
    const upload = request({ port, path: '/graphql', method: 'POST' });
    upload.setHeader('content-type', 'multipart/form-data; boundary=b');
    upload.setHeader('apollo-require-preflight', 'true');
    upload.on('error', () => {});
    const file = '--b\r\ncontent-disposition: form-data; name="0"; filename="a.png"\r\n\r\nbytes';
    upload.write(part('operations', operations) + part('map', '{"0":["variables.f"]}') + file);
    await once(upload, 'socket');
    upload.destroy();
    expect((await server.send(READ)).errors).toEqual([]);
  });
});

describe('whose allowance it is', () => {
  it('is the owner of the token, wherever they ask from', async () => {
    const server = await start({
      ...JWT_ENVIRONMENT,
      REQUESTS_PER_MINUTE: '2',
      TRUSTED_PROXIES: '127.0.0.1',
    });
    const [alice, bob] = [await tokenFor('alice'), await tokenFor('bob')];
    const as = (token: string, address: string) =>
      ask(server.url, { authorization: `Bearer ${token}`, 'x-forwarded-for': address });
    expect((await as(alice, '198.51.100.1')).errors).toEqual([]);
    expect((await as(alice, '198.51.100.2')).errors).toEqual([]);
    expect((await as(alice, '198.51.100.3')).errors[0]?.extensions.code).toBe('RATE_LIMITED');
    expect((await as(bob, '198.51.100.3')).errors).toEqual([]);
  });

  it('is the address that a trusted proxy saw, whatever the client wrote before it', async () => {
    const server = await start({ REQUESTS_PER_MINUTE: '1', TRUSTED_PROXIES: '127.0.0.0/8' });
    const from = async (forwarded: string) =>
      (await ask(server.url, { 'x-forwarded-for': forwarded })).errors[0]?.extensions.code;
    expect(await from('198.51.100.1')).toBeUndefined();
    expect(await from('198.51.100.1')).toBe('RATE_LIMITED');
    expect(await from('203.0.113.9, 198.51.100.1')).toBe('RATE_LIMITED');
    expect(await from('198.51.100.1, 127.0.0.2')).toBe('RATE_LIMITED');
    expect(await from('198.51.100.2')).toBeUndefined();
    expect(await from('nonsense')).toBeUndefined();
    expect(await from('2001:db8:1:2::7')).toBeUndefined();
    expect(await from('2001:db8:1:2:ffff::8')).toBe('RATE_LIMITED');
    expect(await from('2001:db8:1:3::7')).toBeUndefined();
  });

  it('is the address of the connection where no proxy is trusted', async () => {
    const server = await start({ REQUESTS_PER_MINUTE: '1' });
    await ask(server.url, { 'x-forwarded-for': '198.51.100.1' });
    const { errors } = await ask(server.url, { 'x-forwarded-for': '198.51.100.2' });
    expect(errors[0]?.extensions.code).toBe('RATE_LIMITED');
  });
});
