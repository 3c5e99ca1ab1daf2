import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { z } from 'zod';
import type { Allowances } from '../access/allowances.js';
import type { Authenticator } from '../access/authenticator.js';
import type { ClientKeys } from '../access/client-keys.js';
import type { Config } from '../config/config.js';
import { AppError, ErrorCode } from '../errors/app-error.js';
import type { GraphContext } from '../graphql/graph-context.js';
import { refuseLargeDocument, uploadingFields } from '../graphql/query-limits.js';
import type { UploadRoom } from '../load/upload-room.js';
import type { Orm } from '../persistence/orm.js';
import { scopeToOwner } from '../persistence/owner-scope.js';
import { admitBody } from './admit-body.js';
import { authenticateRequest } from './authenticate-request.js';
import { countRequest } from './count-request.js';
import { sendRefusal } from './error-reply.js';
import { leavingSignal } from './leaving-signal.js';
import { acceptMultipart, receiveUpload, requirePreflight } from './multipart.js';
import { refuseEncodedBody } from './refuse-encoded-body.js';
import { requireHost } from './require-host.js';

export const GRAPHQL_PATH = '/graphql';

const parametersSchema = z.object({ query: z.string() });

/** What a GraphQL request goes through. */
export interface GraphqlParts {
  readonly apollo: ApolloServer<GraphContext>;
  readonly schema: GraphQLSchema;
  readonly orm: Orm;
  readonly authenticator: Authenticator;
  readonly clients: ClientKeys;
  readonly allowances: Allowances;
  readonly uploadRoom: UploadRoom;
  readonly config: Config;
}

/** Serves GraphQL over GET, POST and multipart uploads. */
export function graphqlRoute(app: FastifyInstance, parts: GraphqlParts): void {
  const { apollo, schema, orm, authenticator, clients, allowances, uploadRoom, config } = parts;
  acceptMultipart(app);
  app.route({
    method: ['GET', 'POST'],
    url: GRAPHQL_PATH,
    onRequest: [
      requireHost,
      authenticateRequest(app, authenticator, clients),
      requirePreflight,
      refuseEncodedBody,
    ],
    preParsing: admitBody(app, uploadRoom, config),
    preValidation: receiveUpload,
    preHandler: limitDocument(uploadingFields(schema)),
    handler: fastifyApolloHandler(apollo, {
      context: async (request, reply) => ({
        scope: scopeToOwner(orm.em, request.ownerId),
        signal: leavingSignal(reply),
        heldRoom: request.heldRoom,
        log: request.log,
        outcome: request.outcome,
        takeAllowance: countRequest(allowances, request.clientKey, reply),
      }),
    }),
  });
  app.route({
    method: ['PUT', 'PATCH', 'DELETE'],
    url: GRAPHQL_PATH,
    handler: async (request, reply) => {
      const refusal = new AppError(ErrorCode.BAD_USER_INPUT, 'Use GET or POST for GraphQL requests.');
      return sendRefusal(request, reply.header('Allow', 'GET, POST'), 405, refusal);
    },
  });
}

/** Apollo parses the document itself, but has no place before validation in which to refuse it. */
function limitDocument(uploading: ReadonlySet<string>) {
  return async ({ method, url, body }: FastifyRequest): Promise<void> => {
    // Read as Apollo reads it: Fastify leaves as it is what is not escaped well, and then it would not be the same text.
    const parameters = method === 'GET' ? Object.fromEntries(new URL(url, 'http://here').searchParams) : body;
    if (Array.isArray(parameters)) {
      const message = 'Send one operation per request: batching is not supported.';
      throw new AppError(ErrorCode.BAD_USER_INPUT, message);
    }
    // Apollo refuses other requests without such a text.
    const document = parametersSchema.safeParse(parameters);
    if (document.success) refuseLargeDocument(document.data.query, uploading);
  };
}
