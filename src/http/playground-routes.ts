import { randomBytes } from 'node:crypto';
import fastifyStatic from '@fastify/static';
import { getDistDirectory, renderAltair } from 'altair-static';
import type { FastifyInstance } from 'fastify';
import { GRAPHQL_PATH } from './graphql-route.js';
import { playgroundWindows } from './playground-windows.js';

export const PLAYGROUND_PATH = '/playground/';
const PREFLIGHT = { 'Apollo-Require-Preflight': 'true' };
/** Where a token goes once, for all windows: Altair puts variables of its environment into headers. */
const TOKEN_VARIABLE = 'token';
const AUTHORIZATION = { Authorization: `Bearer {{${TOKEN_VARIABLE}}}` };
const TOKEN_HINT = `# This server needs a token: set "${TOKEN_VARIABLE}" under "No environment", "Environments...".`;

/** Serves Altair from our own disk: a window for every published operation, with the headers that it needs. */
export async function playgroundRoutes(
  app: FastifyInstance,
  tellsSchema: boolean,
  needsToken: boolean,
): Promise<void> {
  const initialHeaders = { ...PREFLIGHT, ...(needsToken && AUTHORIZATION) };
  const initialWindows = playgroundWindows(initialHeaders, needsToken ? [TOKEN_HINT] : []);
  const initialEnvironments = needsToken ? { base: { variables: { [TOKEN_VARIABLE]: '' } } } : {};
  app.get(PLAYGROUND_PATH, async (_request, reply) => {
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('Content-Security-Policy', contentSecurityPolicy(nonce))
      .type('text/html; charset=utf-8')
      .send(
        renderAltair({
          baseURL: PLAYGROUND_PATH,
          endpointURL: GRAPHQL_PATH,
          initialHeaders,
          initialWindows,
          initialEnvironments,
          // Else it asks another site for news and advertisements, which the policy refuses with an error.
          initialSettings: {
            theme: 'system',
            disablePushNotification: true,
            'alert.disableUpdateNotification': true,
            'banners.disable': true,
            // Fills docs and completion; some servers do not tell their schema, and none without a token.
            'schema.reloadOnStart': tellsSchema && !needsToken,
          },
          disableAccount: true,
          cspNonce: nonce,
        }),
      );
  });
  app.get('/playground', async (_request, reply) => reply.redirect(PLAYGROUND_PATH));
  await app.register(fastifyStatic, {
    root: getDistDirectory(),
    prefix: PLAYGROUND_PATH,
    index: false,
    allowedPath: (path) => !path.endsWith('index.html'),
  });
}

/**
 * The playground sends nothing anywhere but here; it compiles styles at run time. Its copy of zod tries once
 * whether it may evaluate code, and continues without: that refusal is not an error.
 */
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
