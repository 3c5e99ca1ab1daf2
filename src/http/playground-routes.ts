import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { type AltairConfigOptions, getDistDirectory, renderAltair } from 'altair-static';
import type { FastifyInstance } from 'fastify';
import { Kind, parse } from 'graphql';
import { GRAPHQL_PATH } from './graphql-route.js';

export const PLAYGROUND_PATH = '/playground/';
const OPERATIONS = fileURLToPath(new URL('../../schema/operations/', import.meta.url));

const PREFLIGHT = { 'Apollo-Require-Preflight': 'true' };
/** Where a token goes once, for all windows: Altair puts variables of its environment into headers. */
const TOKEN_VARIABLE = 'token';
const AUTHORIZATION = { Authorization: `Bearer {{${TOKEN_VARIABLE}}}` };
const TOKEN_HINT = `# This server needs a token: set "${TOKEN_VARIABLE}" under "No environment", "Environments...".`;
const TITLE = 'Building a rocket in my garden';

interface Example {
  readonly name: string;
  readonly hint?: string;
  readonly variables: object;
}

/**
 * A window for each operation, with variables to begin with. Altair opens the last one, so that is a query that
 * runs as it stands; the names are short, so that all tabs fit on a laptop.
 */
const EXAMPLES: Readonly<Record<string, Example>> = {
  AnalyzeThumbnail: {
    name: 'Analyse',
    hint: '# Choose a picture under VARIABLES: "Add files", name it "file", "Select files".',
    variables: { file: null, input: { title: TITLE, audience: 'People who like to build things' } },
  },
  ThumbnailHistory: { name: 'History', variables: { first: 20 } },
  Thumbnail: { name: 'Thumbnail', variables: { id: 'thumbnail.id out of Analyse' } },
  Analysis: { name: 'Analysis', variables: { id: 'id out of Analyse' } },
  ReanalyzeThumbnail: {
    name: 'Reanalyse',
    variables: { thumbnailId: 'thumbnail.id out of Analyse', input: { title: TITLE } },
  },
  CompleteAnalysis: { name: 'Complete', variables: { id: 'id of a PARTIAL analysis' } },
  DeleteThumbnail: { name: 'Delete', variables: { id: 'thumbnail.id out of Analyse' } },
  HistoryStats: { name: 'Stats', variables: { by: 'WEEK' } },
  Rubric: { name: 'Rubric', variables: {} },
  UploadLimits: { name: 'Limits', variables: {} },
};

/** Serves Altair from our own disk: a window for every published operation, with the headers that it needs. */
export async function playgroundRoutes(
  app: FastifyInstance,
  isDevelopment: boolean,
  needsToken: boolean,
): Promise<void> {
  const initialHeaders = { ...PREFLIGHT, ...(needsToken && AUTHORIZATION) };
  const initialWindows = exampleWindows(initialHeaders, needsToken ? [TOKEN_HINT] : []);
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
            // Fills docs and completion; in production the server does not tell its schema, and to nobody without a token.
            'schema.reloadOnStart': isDevelopment && !needsToken,
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
 * whether it may evaluate code, and goes on without: that refusal is no fault.
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

/** A window for each operation, which holds the fragments that it needs as well. */
function exampleWindows(
  initialHeaders: Readonly<Record<string, string>>,
  hints: readonly string[],
): NonNullable<AltairConfigOptions['initialWindows']> {
  const files = readdirSync(OPERATIONS).filter((name) => name.endsWith('.graphql'));
  const documents = files.map((name) => readFileSync(`${OPERATIONS}${name}`, 'utf8').trim());
  const fragments = new Map<string, string>();
  const operations = new Map<string, string>();
  for (const text of documents) {
    for (const definition of parse(text).definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) {
        const { start, end } = definition.loc ?? { start: 0, end: text.length };
        fragments.set(definition.name.value, text.slice(start, end));
      } else if (definition.kind === Kind.OPERATION_DEFINITION && definition.name) {
        operations.set(definition.name.value, text);
      }
    }
  }
  const unknown = [...operations.keys()].filter((operation) => !(operation in EXAMPLES));
  return [...unknown, ...Object.keys(EXAMPLES)].flatMap((operation) => {
    const text = operations.get(operation);
    if (text === undefined) return [];
    const used = [...fragments].filter(([fragment]) => text.includes(`...${fragment}`));
    const { name, hint = [], variables } = EXAMPLES[operation] ?? { name: operation, variables: {} };
    // Without an endpoint of its own, or Altair would not complete the path to an address.
    return {
      initialName: name,
      initialHeaders,
      initialQuery: [...hints, hint, text, used.map(([, body]) => body)].flat().join('\n\n'),
      initialVariables: JSON.stringify(variables, null, 2),
    };
  });
}
