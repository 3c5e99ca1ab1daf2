import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { getDistDirectory, renderAltair } from 'altair-static';
import type { FastifyInstance } from 'fastify';
import { GRAPHQL_PATH } from './graphql-route.js';

const PLAYGROUND_PATH = '/playground/';
const OPERATIONS = fileURLToPath(new URL('../../schema/operations/', import.meta.url));

/** Serves Altair from our own disk, with every published operation as an example and the upload header set. */
export async function playgroundRoutes(app: FastifyInstance, isFrontPage: boolean): Promise<void> {
  const initialQuery = exampleOperations();
  app.get(PLAYGROUND_PATH, async (_request, reply) => {
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('Content-Security-Policy', contentSecurityPolicy(nonce))
      .type('text/html; charset=utf-8')
      .send(
        renderAltair({
          baseURL: PLAYGROUND_PATH,
          endpointURL: GRAPHQL_PATH,
          initialHeaders: { 'Apollo-Require-Preflight': 'true' },
          initialQuery,
          initialVariables: '{}',
          disableAccount: true,
          cspNonce: nonce,
        }),
      );
  });
  app.get('/playground', async (_request, reply) => reply.redirect(PLAYGROUND_PATH));
  if (isFrontPage) app.get('/', async (_request, reply) => reply.redirect(PLAYGROUND_PATH));
  await app.register(fastifyStatic, { root: getDistDirectory(), prefix: PLAYGROUND_PATH, index: false });
}

/** The playground sends nothing anywhere but here; it compiles styles at run time. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "base-uri 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** One document: a fragment that several operations use has a file of its own. */
function exampleOperations(): string {
  return readdirSync(OPERATIONS)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => readFileSync(`${OPERATIONS}${name}`, 'utf8').trim())
    .join('\n\n');
}
