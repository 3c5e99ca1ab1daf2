import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ClientKeys } from '../access/client-keys.js';
import { ErrorCode } from '../errors/app-error.js';
import { ERROR_CATALOGUE } from '../errors/error-catalogue.js';
import type { Outcome } from '../graphql/outcome.js';
import type { Metrics } from '../metrics/metrics.js';
import { GRAPHQL_PATH } from './graphql-route.js';

declare module 'fastify' {
  interface FastifyRequest {
    outcome: Outcome;
  }
}

/**
 * Tells how each request ended, by a line in the log and by the metrics, also where its client left or never ended it.
 * The owner is logged as a hash, so that the lines of one belong together on all nodes; the address, which holds
 * signatures, by its route.
 * @returns what to call when a request begins
 */
export function tellRequests(metrics: Metrics, clients: ClientKeys) {
  return (request: FastifyRequest, reply: FastifyReply): void => {
    request.outcome = { field: 'none', codes: [] };
    // Fastify's own hook for the end of a response is not run where a connection ends before it.
    reply.raw.once('close', () => {
      const { method, routeOptions, ownerId, log } = request;
      const { operation, field } = request.outcome;
      const isGraphql = routeOptions.url === GRAPHQL_PATH;
      const cut = !reply.raw.writableFinished;
      const codes = codesOf(request, reply);
      if (isGraphql) {
        const counted = cut && !isOurs(codes, reply) ? 'CUT' : (codes[0] ?? 'OK');
        metrics.requestEnded(field, counted, reply.elapsedTime / 1000);
      }
      log.info(
        {
          method,
          route: routeOptions.url,
          ...(ownerId && { owner: clients.ofOwner(ownerId) }),
          ...(isGraphql && { operation, field }),
          ...(codes.length > 0 && { codes: [...new Set(codes)] }),
          // What would have been sent, if the client had not left.
          ...(cut && { cut }),
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime),
        },
        'request',
      );
    });
  };
}

/** Whether a request that was cut ended by a fault of the server, or by the server, which gave up a body that was too slow. */
function isOurs(codes: readonly ErrorCode[], { statusCode }: FastifyReply): boolean {
  return statusCode === 408 || codes.some((code) => ERROR_CATALOGUE[code].operator);
}

/** Apollo refuses a request that is not GraphQL before it calls any plug-in. */
function codesOf({ outcome: { codes }, routeOptions }: FastifyRequest, { statusCode }: FastifyReply) {
  const isUntold = codes.length === 0 && routeOptions.url === GRAPHQL_PATH && statusCode === 400;
  return isUntold ? [ErrorCode.BAD_USER_INPUT] : codes;
}
