import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { rawRequest } from '../support/raw-request.js';
import { JWT_ENVIRONMENT, tokenFor } from '../support/tokens.js';

const QUERY = '{"query":"{ uploadLimits { maxBytes } }"}';
const METRICS_TOKEN = 'a-token-of-the-collector';

let api: Api;
let alice: string;
let bob: string;

beforeAll(async () => {
  api = await Api.start({ ...JWT_ENVIRONMENT, METRICS_TOKEN });
  [alice, bob] = [await tokenFor('alice'), await tokenFor('bob')];
});

afterAll(() => api.remove());

const head = (...more: string[]) => [
  'POST /graphql HTTP/1.1',
  'host: x',
  'content-type: application/json',
  ...more,
];
const bearer = (token: string) => `authorization: Bearer ${token}`;

describe('a header that RFC 9110 allows once', () => {
  it.each([
    ['authorization', () => [bearer(alice), bearer(bob)]],
    ['authorization', () => [bearer(alice), bearer(alice)]],
    ['authorization', () => [bearer(alice), `AUTHORIZATION: Bearer ${bob}`]],
    ['authorization', () => ['authorization: ', bearer(alice)]],
    ['authorization', () => ['authorization: Basic eA==', bearer(alice)]],
    ['content-type', () => [bearer(alice), 'content-type: multipart/form-data; boundary=b']],
    ['host', () => [bearer(alice), 'host: y']],
    ['user-agent', () => [bearer(alice), 'user-agent: a', 'user-agent: b']],
    ['if-modified-since', () => [bearer(alice), 'If-Modified-Since: a', 'if-modified-since: b']],
  ])('is refused when it comes twice: %s', async (name, headers) => {
    const { status, errors } = await rawRequest(api.url, head(...headers()), QUERY);
    expect({ status, errors }).toEqual({
      status: 400,
      errors: [
        {
          message: `The header "${name}" must not be sent more than once.`,
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ],
    });
  });

  it.each(['content-length: 7', `content-length: ${QUERY.length}`])(
    'is refused when it comes twice: %s',
    async (more) => {
      const { status, errors } = await rawRequest(api.url, head(bearer(alice), more), QUERY);
      expect([status, errors[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
    },
  );

  it.each(['/metrics', '/health/live', '/pictures/x/360.webp', '/nowhere'])(
    'is refused on %s too',
    async (path) => {
      const lines = [`GET ${path} HTTP/1.1`, 'host: x', bearer(METRICS_TOKEN), bearer(alice)];
      const { status, errors } = await rawRequest(api.url, lines);
      expect([status, errors[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
    },
  );

  it('is refused before the token is looked at, and with the headers of every answer', async () => {
    const { status, head: answered } = await rawRequest(api.url, head(bearer('x'), bearer('y')), QUERY);
    expect(status).toBe(400);
    expect(answered).toMatch(/^x-content-type-options: nosniff/im);
  });
});

it.each([
  ['accept', ['accept: application/json', 'accept: application/graphql-response+json']],
  ['x-forwarded-for', ['x-forwarded-for: 192.0.2.1', 'x-forwarded-for: 192.0.2.2']],
  ['cookie', ['cookie: a=b', 'cookie: c=d']],
  ['an unknown header', ['x-anything: a', 'x-anything: b']],
])('a header that may come twice is taken: %s', async (_name, lines) => {
  const { status, data } = await rawRequest(api.url, head(bearer(alice), ...lines), QUERY);
  expect({ status, data }).toEqual({ status: 200, data: { uploadLimits: { maxBytes: expect.any(Number) } } });
});
