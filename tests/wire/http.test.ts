import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BUILT_APP } from '../../src/http/app-route.js';
import { Api } from '../support/api.js';
import { UploadLimitsDocument } from '../support/operations.generated.js';

let api: Api;

beforeAll(async () => {
  api = await Api.start({ CORS_ORIGINS: 'https://app.example.com, https://other.example.com' });
});

afterAll(() => api.remove());

describe('health', () => {
  it.each(['/health/live', '/health/ready'])('%s answers', async (path) => {
    const response = await fetch(api.url + path);
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 200,
      body: { status: 'ok' },
    });
  });
});

describe('CORS', () => {
  const preflight = (origin: string) =>
    fetch(`${api.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'apollo-require-preflight,authorization,content-type',
      },
    });

  it('allows the configured origins what a client needs', async () => {
    const { headers, status } = await preflight('https://app.example.com');
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe('https://app.example.com');
    const allowed = headers.get('access-control-allow-headers')?.toLowerCase();
    for (const header of ['apollo-require-preflight', 'authorization', 'content-type']) {
      expect(allowed).toContain(header);
    }
    const answer = await fetch(`${api.url}/graphql?query={__typename}`, {
      headers: { origin: 'https://app.example.com', 'apollo-require-preflight': '1' },
    });
    const exposed = answer.headers.get('access-control-expose-headers');
    expect(exposed).toContain('Retry-After');
    expect(exposed).toContain('RateLimit');
  });

  it('allows no other origin', async () => {
    const { headers } = await preflight('https://evil.example.com');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('the playground', () => {
  it('is served from here, with a policy, an example of every operation and the upload header', async () => {
    const response = await fetch(`${api.url}/playground/`);
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).toContain('Apollo-Require-Preflight');
    for (const operation of [
      'AnalyzeThumbnail',
      'ThumbnailHistory',
      'HistoryStats',
      'Rubric',
      'DeleteThumbnail',
    ]) {
      expect(page).toContain(operation);
    }
    const script = /src="([^"]+\.js)"/.exec(page)?.[1];
    expect((await fetch(`${api.url}/playground/${script}`)).status).toBe(200);
  });

  it('is where /playground leads, and / where no front end was built, but not in production', async () => {
    const leadsTo = async (path: string) =>
      (await fetch(api.url + path, { redirect: 'manual' })).headers.get('location');
    expect(await leadsTo('/playground')).toBe('/playground/');
    expect(await leadsTo('/')).toBe(existsSync(`${BUILT_APP}index.html`) ? '/app/' : '/playground/');
    await api.stop();
    await api.start({ NODE_ENV: 'production', AUTH_NONE_ACCEPTED: 'true' });
    expect((await fetch(`${api.url}/`)).status).toBe(404);
    await api.stop();
    await api.start();
  });
});

describe('every answer', () => {
  it('carries the id that the log has', async () => {
    const { headers } = await api.send(UploadLimitsDocument);
    const id = headers.get('x-request-id');
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(api.log.some((line) => line.includes(id!) && line.includes('"status":200'))).toBe(true);
  });
});
