import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Api } from '../support/api.js';
import { stalledUpload } from '../support/stalled-upload.js';
import { startBrowser } from '../support/start-browser.js';
import { until } from '../support/until.js';

/** What a page of another origin saw of its upload. */
type Seen = { status: number; code: string; retryAfter: string | null } | { networkError: string };

let site: Server;
let origin: string;
let api: Api;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>A site of somebody</title>');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => site.once('listening', resolve));
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  api = await Api.start({ CORS_ORIGINS: origin, MAX_UPLOAD_MB: '1', UPLOADS_IN_FLIGHT_MB: '2' });
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await api?.remove();
  site?.closeAllConnections();
  site?.close();
});

/** Sends so many megabytes as the file of an upload, from the page. */
function uploadFrom(visited: Page, how: 'fetch' | 'xhr', megabytes: number): Promise<Seen> {
  return visited.evaluate(
    async ({ url, how, megabytes }) => {
      const form = new FormData();
      const query = 'mutation($f: Upload!){analyzeThumbnail(file:$f){id}}';
      form.set('operations', JSON.stringify({ query, variables: { f: null } }));
      form.set('map', '{"0":["variables.f"]}');
      form.set('0', new Blob([new Uint8Array(megabytes * 1024 * 1024)]), 'large.png');
      const codeIn = (body: string) => JSON.parse(body).errors[0].extensions.code as string;
      if (how === 'fetch') {
        try {
          const answer = await fetch(url, {
            method: 'POST',
            body: form,
            headers: { 'Apollo-Require-Preflight': 'true' },
          });
          const code = codeIn(await answer.text());
          return { status: answer.status, code, retryAfter: answer.headers.get('Retry-After') };
        } catch (error) {
          return { networkError: String(error) };
        }
      }
      return new Promise<Seen>((resolve) => {
        const request = new XMLHttpRequest();
        request.open('POST', url);
        request.setRequestHeader('Apollo-Require-Preflight', 'true');
        request.onload = () => {
          const retryAfter = request.getResponseHeader('Retry-After');
          resolve({ status: request.status, code: codeIn(request.responseText), retryAfter });
        };
        request.onerror = () => resolve({ networkError: 'XMLHttpRequest failed' });
        request.send(form);
      });
    },
    { url: `${api.url}/graphql`, how, megabytes },
  );
}

describe.each(['fetch', 'xhr'] as const)('a page of another origin that uploads by %s', (how) => {
  beforeAll(async () => {
    page = await browser.newPage();
    await page.goto(origin);
  });

  afterAll(() => page.close());

  it.each([1.1, 3.5])('receives IMAGE_TOO_LARGE for %f MB', async (megabytes) => {
    expect(await uploadFrom(page, how, megabytes)).toMatchObject({ code: 'IMAGE_TOO_LARGE' });
  });

  it('receives SERVER_BUSY, and when to ask again, where no room is left', async () => {
    let seen: Seen | undefined;
    await until(async () => {
      // Of a sender that brought nothing for a while, the page would get the room.
      const steady = await stalledUpload(api.url, 1024 * 1024, { sent: 0.9 * 1024 * 1024 });
      seen = await uploadFrom(page, how, 0.9);
      steady.giveUp();
      return 'code' in seen && seen.code === 'SERVER_BUSY';
    });
    expect(seen).toEqual({ status: 503, code: 'SERVER_BUSY', retryAfter: expect.stringMatching(/^\d+$/) });
  });
});
