import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { appRoute } from '../../src/http/app-route.js';
import { nothingHere, replyWithError } from '../../src/http/error-reply.js';
import { bareApp } from '../support/bare-app.js';

const PICTURES = 'https://thumbnails.example.com';
const PAGE = '<!doctype html><title>A page</title>';

let folder: string;
let app: FastifyInstance;

beforeEach(async () => {
  folder = `${await mkdtemp(join(tmpdir(), 'built-app-'))}/`;
  app = bareApp();
  app.setErrorHandler(replyWithError);
  app.setNotFoundHandler(() => {
    throw nothingHere();
  });
});

afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

it('a front end that was not built is a refusal that says how to build it', async () => {
  expect(await appRoute(app, folder, () => PICTURES)).toBe(false);
  for (const path of ['/app/', '/app/history', '/app/assets/index.js']) {
    const answer = await app.inject(path);
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toEqual({
      errors: [{ message: expect.stringContaining('npm run build:web'), extensions: { code: 'NOT_FOUND' } }],
    });
  }
});

describe('a front end that was built', () => {
  beforeEach(async () => {
    await mkdir(`${folder}assets`);
    await writeFile(`${folder}index.html`, PAGE);
    await writeFile(`${folder}assets/index-abc123.js`, 'export {};');
    expect(await appRoute(app, folder, () => PICTURES)).toBe(true);
  });

  it('is one page at every address of a view, which browsers ask for anew', async () => {
    for (const path of ['/app/', '/app/history?text=x', '/app/t/01a20bc7-4395-701f-99e5-496261579961']) {
      const { statusCode, body, headers } = await app.inject(path);
      expect({ statusCode, body }).toEqual({ statusCode: 200, body: PAGE });
      expect(headers['cache-control']).toBe('no-cache');
    }
    expect((await app.inject('/app')).headers.location).toBe('/app/');
  });

  it('may show pictures from where they are served, and ask nobody but this server', async () => {
    const policy = String((await app.inject('/app/')).headers['content-security-policy']);
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        `img-src 'self' blob: ${PICTURES}`,
      ]),
    );
    expect(policy).not.toContain('unsafe');
  });

  it('has scripts and styles that browsers keep, since their names change with them', async () => {
    const { statusCode, headers } = await app.inject('/app/assets/index-abc123.js');
    expect(statusCode).toBe(200);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('answers a script of an older build with 404, never with the page', async () => {
    const answer = await app.inject('/app/assets/index-old.js');
    expect(answer.statusCode).toBe(404);
    expect(answer.json().errors[0].extensions.code).toBe('NOT_FOUND');
  });

  it('leaves what lies outside its folder alone', async () => {
    await writeFile(`${folder}secret.txt`, 'secret');
    for (const path of [
      '/app/assets/../secret.txt',
      '/app/assets/..%2fsecret.txt',
      '/app/assets/%2e%2e/secret.txt',
    ]) {
      expect((await app.inject(path)).body).not.toContain('secret');
    }
  });
});
