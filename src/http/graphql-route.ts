import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Authenticator } from '../access/authenticator.js';
import { AppError, ErrorCode } from '../errors.js';
import type { GraphContext } from '../graphql/start-apollo.js';
import { scopeToOwner } from '../persistence/owner-scope.js';
import type { Orm } from '../persistence/start-orm.js';
import { authenticateRequest } from './authenticate-request.js';
import { sendRefusal } from './error-reply.js';
import { acceptMultipart, receiveUpload, requirePreflight } from './multipart.js';

export const GRAPHQL_PATH = '/graphql';

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

function abortedWhenClientLeaves(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
