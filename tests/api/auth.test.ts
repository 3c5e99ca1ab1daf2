import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { ThumbnailHistoryDocument, UploadLimitsDocument } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { COME_IN, fateOf, STAY_OUT } from '../support/token-fate.js';
import { inSeconds, JWT_ENVIRONMENT, makeToken, tokenFor } from '../support/tokens.js';

const ORIGIN = 'https://app.example.com';

let api: Api;

beforeAll(async () => {
  api = await Api.start({ ...JWT_ENVIRONMENT, CORS_ORIGINS: ORIGIN });
});

afterAll(() => api.remove());

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a token lets in', () => {
  it.each<[string, () => Promise<string>]>([
    ['when it is good', () => makeToken()],
    ['that expired within the skew', () => makeToken({ claims: { exp: inSeconds(-15) } })],
    ['that begins within the skew', () => makeToken({ claims: { nbf: inSeconds(15) } })],
    ['for several audiences', () => makeToken({ claims: { aud: ['other', 'thumbnails'] } })],
    ['for a subject of 255 characters', () => tokenFor('x'.repeat(255))],
  ])('%s', async (_what, token) => {
    expect(await fateOf(await token(), api)).toEqual(COME_IN);
  });
});

describe('a token is refused', () => {
  const payload = { iss: JWT_ENVIRONMENT.JWT_ISSUER, aud: JWT_ENVIRONMENT.JWT_AUDIENCE, sub: 'alice' };
  const unsigned = (alg: string) =>
    `${base64url({ alg, typ: 'JWT' })}.${base64url({ ...payload, exp: inSeconds(60) })}.`;
  const claims = (changes: object) => () => makeToken({ claims: { ...changes } });
  const signedBy = (text: string) => () => makeToken({ key: new TextEncoder().encode(text) });

  it.each<[string, () => Promise<string> | string]>([
    ['that is none', () => 'garbage'],
    ['that has three empty parts', () => '..'],
    ['that expired', claims({ exp: inSeconds(-60) })],
    ['that begins later', claims({ nbf: inSeconds(60) })],
    ['without an end', claims({ exp: undefined })],
    ['whose end is no number', claims({ exp: 'never' })],
    ['of another issuer', claims({ iss: 'https://accounts.example.com' })],
    ['without an issuer', claims({ iss: undefined })],
    ['for another audience', claims({ aud: 'thumbnail' })],
    ['without an audience', claims({ aud: undefined })],
    ['without a subject', claims({ sub: undefined })],
    ['with an empty subject', claims({ sub: '' })],
    ['whose subject is no text', claims({ sub: 7 })],
    ['whose subject is too long', claims({ sub: 'x'.repeat(256) })],
    ['whose subject is not ASCII', claims({ sub: 'älice' })],
    ['whose subject ends in a space', claims({ sub: 'alice ' })],
    ['with alg none', () => unsigned('none')],
    ['with alg None', () => unsigned('None')],
    ['of HS256 without a signature', () => unsigned('HS256')],
    ['signed by another secret', signedBy('what somebody else knows, of the same length')],
    ['of a longer hash than is agreed', () => makeToken({ alg: 'HS512' })],
  ])('%s', async (_what, token) => {
    expect(await fateOf(await token(), api)).toEqual(STAY_OUT);
  });

  it('in a form that clients can read, and whose reason is general', async () => {
    const answers = [
      [undefined, 'Bearer', /needs a token/],
      ['Basic YTpi', 'Bearer error="invalid_token"', /form "Bearer <token>"/],
      [`Bearer ${await makeToken({ claims: { exp: 1 } })}`, 'Bearer error="invalid_token"', /has expired/],
      [`Bearer ${await makeToken({ claims: { aud: 'x' } })}`, 'Bearer error="invalid_token"', /not valid/],
    ] as const;
    for (const [authorization, challenge, message] of answers) {
      const headers = { origin: ORIGIN, ...(authorization && { authorization }) };
      const { errors, data, ...answer } = await api.post('{"query":"{__typename}"}', headers);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toContain('application/graphql-response+json');
      expect(answer.headers.get('www-authenticate')).toBe(challenge);
      expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
      expect({ data, errors }).toEqual({
        data: null,
        errors: [{ message: expect.stringMatching(message), extensions: { code: 'UNAUTHENTICATED' } }],
      });
    }
  });

  it('and appears in no log, and neither does a good one', async () => {
    const [bad, good] = [await makeToken({ claims: { aud: 'x' } }), await tokenFor('alice')];
    await fateOf(bad, api);
    await fateOf(good, api);
    expect(api.log.length).toBeGreaterThan(0);
    for (const token of [bad, good]) {
      const [, payloadPart = '', signature = ''] = token.split('.');
      expect(api.log.filter((line) => line.includes(payloadPart) || line.includes(signature))).toEqual([]);
    }
  });

  it('when it is as large as a head may be, and with 431 beyond', async () => {
    expect(await fateOf('x'.repeat(12_000), api)).toEqual(STAY_OUT);
    expect((await api.as('x'.repeat(20_000)).send(UploadLimitsDocument)).status).toBe(431);
  });
});

describe('without a token', () => {
  it.each([
    ['GET', '/graphql?query={__typename}', 401],
    ['POST', '/graphql', 401],
    ['GET', '/health/live', 200],
    ['GET', '/health/ready', 200],
    ['GET', '/playground/', 200],
  ])('%s %s is answered with %i', async (method, path, status) => {
    const headers = { 'apollo-require-preflight': 'true' };
    expect((await fetch(api.url + path, { method, headers })).status).toBe(status);
  });

  it('the playground opens, and has a place for one', async () => {
    const page = await (await fetch(`${api.url}/playground/`)).text();
    expect(page).toContain('Bearer {{token}}');
    expect(page).toContain('This server needs a token');
    const open = await Api.start();
    expect(await (await fetch(`${open.url}/playground/`)).text()).not.toMatch(/Bearer|needs a token/);
    await open.remove();
  });

  it('a browser may ask what it may send', async () => {
    const { status, headers } = await fetch(`${api.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin: ORIGIN,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,apollo-require-preflight',
      },
    });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization');
  });

  it('an upload is answered while it is still being sent, and the connection goes on', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const upload = request(`${api.url}/graphql`, {
      agent,
      method: 'POST',
      headers: {
        authorization: 'Bearer garbage',
        'apollo-require-preflight': 'true',
        'content-type': 'multipart/form-data; boundary=b',
      },
    });
    const refused = answerOf(upload);
    const chunk = Buffer.alloc(1024 * 1024, 'a');
    upload.write(chunk);
    // Nobody has to send to the end to hear of it.
    const refusal = await refused;
    // Node's client tells of no drain any more once it has been answered.
    for (let sent = 1; sent < 8; sent++) upload.write(chunk);
    upload.end();
    const port = upload.socket?.localPort;
    expect(refusal).toMatchObject({ status: 401, body: expect.stringContaining('UNAUTHENTICATED') });

    const next = request(`${api.url}/health/live`, { agent });
    next.end();
    expect(await answerOf(next)).toMatchObject({ status: 200 });
    expect(next.socket?.localPort).toBe(port);
    agent.destroy();
  });

  it('an upload whose connection ends with it is answered as well', async () => {
    const upload = request(`${api.url}/graphql`, {
      agent: false,
      method: 'POST',
      headers: {
        connection: 'close',
        'apollo-require-preflight': 'true',
        'content-type': 'multipart/form-data; boundary=b',
      },
    });
    upload.end(Buffer.alloc(8 * 1024 * 1024, 'a'));
    expect(await answerOf(upload)).toMatchObject({ status: 401 });
  });
});

describe('owners', () => {
  it('that differ in case alone, or in a character, share nothing', async () => {
    const owners = [
      'alice',
      'Alice',
      'ALICE',
      'alice!',
      'alice/../local',
      'local',
      'a'.repeat(255),
      `${'a'.repeat(254)}A`,
    ];
    for (const [index, owner] of owners.entries()) {
      const own = api.as(await tokenFor(owner));
      await own.analyze(await smallPicture(index), { judge: 'SKIP' }, `${index}.png`);
    }
    for (const [index, owner] of owners.entries()) {
      const own = api.as(await tokenFor(owner));
      const { edges } = (await own.ask(ThumbnailHistoryDocument, {})).thumbnailHistory!;
      expect(edges.map(({ node }) => node.filename)).toEqual([`${index}.png`]);
      expect((await fetch(edges[0]!.node.pictureUrl)).status).toBe(200);
    }
  });

  it('under AUTH=none are one, whatever header comes', async () => {
    const open = await Api.start();
    try {
      expect(await fateOf('garbage', open)).toEqual(COME_IN);
    } finally {
      await open.remove();
    }
  });
});

async function answerOf(sent: ReturnType<typeof request>): Promise<{ status?: number; body: string }> {
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let body = '';
  for await (const piece of response) body += piece;
  return { ...(response.statusCode && { status: response.statusCode }), body };
}
