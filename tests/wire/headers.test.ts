import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { smallPicture } from '../support/pictures.js';

let api: Api;
let picture: string;

beforeAll(async () => {
  api = await Api.start();
  const { thumbnail } = await api.analyze(await smallPicture(1), { judge: 'SKIP' });
  picture = thumbnail.pictureUrl.slice(api.url.length);
});

afterAll(() => api?.remove());

/** One answer of every kind. */
const PLACES: Readonly<Record<string, () => string>> = {
  'a query': () => '/graphql?query={__typename}',
  'a query that is refused': () => '/graphql?query={',
  'a picture': () => picture,
  'a picture that is not there': () => '/pictures/nobody/360.webp',
  health: () => '/health/live',
  'the playground': () => '/playground/',
  'a script of the playground': () => '/playground/main.js',
  'an address that is not served': () => '/wp-login.php',
};

describe.each(Object.entries(PLACES))('%s', (_name, path) => {
  it('carries the headers that keep browsers out of trouble', async () => {
    const { headers } = await fetch(api.url + path(), { headers: { 'apollo-require-preflight': 'true' } });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    // Nothing here is fit for HSTS without TLS, sets a cookie or names what it is made with.
    for (const name of ['strict-transport-security', 'set-cookie', 'x-powered-by', 'server']) {
      expect(headers.get(name)).toBeNull();
    }
  });

  it('may be read by no other origin', async () => {
    const { headers } = await fetch(api.url + path(), {
      headers: { origin: 'https://elsewhere.example', 'apollo-require-preflight': 'true' },
    });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

it('a picture may be shown by pages of other origins', async () => {
  const { headers, status } = await fetch(api.url + picture);
  expect({ status, policy: headers.get('cross-origin-resource-policy') }).toEqual({
    status: 200,
    policy: 'cross-origin',
  });
});

it('asks for TLS where clients come by TLS', async () => {
  await api.stop();
  await api.start({ PUBLIC_URL: 'https://thumbnails.example.com' });
  const { headers } = await fetch(`${api.url}/health/live`);
  expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{7,}/);
});

describe('what another site could send without asking first', () => {
  it.each([
    ['text/plain', '{"query":"{__typename}"}'],
    ['application/x-www-form-urlencoded', 'query={__typename}'],
  ])('is refused: a POST of %s', async (type, body) => {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(await response.json()).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  it('is refused: a GET', async () => {
    const response = await fetch(`${api.url}/graphql?query={__typename}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });
});
