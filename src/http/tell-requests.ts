import type { FastifyInstance } from 'fastify';
import type { ClientKeys } from '../access/client-keys.js';
import type { Outcome } from '../graphql/outcome.js';
import type { Metrics } from '../metrics.js';
import { GRAPHQL_PATH } from './graphql-route.js';

declare module 'fastify' {
  interface FastifyRequest {
    outcome: Outcome;
  }
}

/**
 * One line in the log for each request, and its numbers in the metrics. The owner is told by a hash, so that the lines of
 * one belong together on all nodes; the address, which holds signatures, by its route.
 */
export function tellRequests(app: FastifyInstance, metrics: Metrics, clients: ClientKeys): void {
  app.decorateRequest('outcome');
  app.addHook('onRequest', async (request) => {
    request.outcome = { field: 'none', codes: [] };
  });
  app.addHook('onResponse', async ({ method, routeOptions, ownerId, outcome, log }, reply) => {
    const { operation, field, codes } = outcome;
    const isGraphql = routeOptions.url === GRAPHQL_PATH;
    if (isGraphql) metrics.requestEnded(field, codes[0] ?? 'OK', reply.elapsedTime / 1000);
    log.info(
      {
        method,
        route: routeOptions.url,
        ...(ownerId && { owner: clients.ofOwner(ownerId) }),
        ...(isGraphql && { operation, field }),
        ...(codes.length > 0 && { codes: [...new Set(codes)] }),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
}
