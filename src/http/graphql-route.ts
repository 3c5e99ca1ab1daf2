import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Authenticator } from '../access/authenticator.js';
import { AppError, ErrorCode } from '../errors.js';
import { refuseLargeDocument } from '../graphql/query-limits.js';
import type { GraphContext } from '../graphql/start-apollo.js';
import { scopeToOwner } from '../persistence/owner-scope.js';
import type { Orm } from '../persistence/start-orm.js';
import { authenticateRequest } from './authenticate-request.js';
import { sendRefusal } from './error-reply.js';
import { acceptMultipart, receiveUpload, requirePreflight } from './multipart.js';

export const GRAPHQL_PATH = '/graphql';

const parametersSchema = z.object({ query: z.string() });

/** Serves GraphQL over GET, POST and multipart uploads. */
export function graphqlRoute(
  app: FastifyInstance,
  apollo: ApolloServer<GraphContext>,
  orm: Orm,
  authenticator: Authenticator,
  maxFileSize: number,
) {
  acceptMultipart(app);
  app.route({
    method: ['GET', 'POST'],
    url: GRAPHQL_PATH,
    onRequest: [authenticateRequest(app, authenticator), requirePreflight],
    preValidation: (request, reply) => receiveUpload(request, reply, maxFileSize),
    preHandler: limitDocument,
    handler: fastifyApolloHandler(apollo, {
      context: async (request, reply) => ({
        scope: scopeToOwner(orm.em, request.ownerId),
        signal: abortedWhenClientLeaves(reply),
        log: request.log,
      }),
    }),
  });
  app.route({
    method: ['PUT', 'PATCH', 'DELETE'],
    url: GRAPHQL_PATH,
    handler: async (request, reply) => {
      const refusal = new AppError(ErrorCode.BAD_USER_INPUT, 'GraphQL is served to GET and POST.');
      return sendRefusal(request, reply.header('Allow', 'GET, POST'), 405, refusal);
    },
  });
}

/** Apollo parses the document itself, but has no place before validation in which to refuse it. */
async function limitDocument({ method, query, body }: FastifyRequest): Promise<void> {
  const parameters = method === 'GET' ? query : body;
  if (Array.isArray(parameters)) {
    throw new AppError(ErrorCode.BAD_USER_INPUT, 'Send one operation a request: there is no batching.');
  }
  // Whatever else has no such text, Apollo refuses.
  const document = parametersSchema.safeParse(parameters);
  if (document.success) refuseLargeDocument(document.data.query);
}

function abortedWhenClientLeaves(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
