import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { AppError, ErrorCode } from '../errors/app-error.js';

export const APP_PATH = '/app/';
/** Where Vite puts the front end. */
export const BUILT_APP = fileURLToPath(new URL('../../web/dist/', import.meta.url));

/**
 * Serves the front end from the folder where it was built, and says how to build it where it was not.
 * @param picturesOrigin where pictures are served, which is another origin than this one behind some proxies.
 * @returns whether it was built.
 */
export async function appRoute(
  app: FastifyInstance,
  folder: string,
  picturesOrigin: () => string,
): Promise<boolean> {
  app.get('/app', async (_request, reply) => reply.redirect(APP_PATH));
  if (!existsSync(`${folder}index.html`)) {
    app.get(`${APP_PATH}*`, async () => {
      throw new AppError(ErrorCode.NOT_FOUND, 'The front end is not built: run "npm run build:web".');
    });
    return false;
  }
  const page = readFileSync(`${folder}index.html`);
  // Its views have addresses of their own, all of which are this one page.
  app.get(`${APP_PATH}*`, async (_request, reply) =>
    reply
      .headers({
        'Content-Security-Policy': contentSecurityPolicy(picturesOrigin()),
        'Cache-Control': 'no-cache',
      })
      .type('text/html; charset=utf-8')
      .send(page),
  );
  await app.register(fastifyStatic, {
    root: `${folder}assets/`,
    prefix: `${APP_PATH}assets/`,
    index: false,
    // Each name holds a hash of what is in the file.
    immutable: true,
    maxAge: '1y',
    decorateReply: false,
  });
  return true;
}

/** The front end sends nothing anywhere but here; `blob:` shows a picture that was chosen and not sent yet. */
function contentSecurityPolicy(picturesOrigin: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' blob: ${picturesOrigin}`,
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
