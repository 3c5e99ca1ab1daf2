import type { ApolloServerPlugin } from '@apollo/server';
import { DriverException } from '@mikro-orm/core';
import type { FastifyBaseLogger } from 'fastify';
import type { RequestContext } from '../access/request-context.js';
import { ERROR_CATALOGUE } from '../errors/error-catalogue.js';
import { toAppError } from './format-error.js';

/** Logs what went wrong in an operation for reasons that are not its client's. */
export function logOperations(): ApolloServerPlugin<RequestContext & { readonly log: FastifyBaseLogger }> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue, operationName }) {
          for (const thrown of errors) {
            // Faults of the query itself have a code of Apollo's. An error that a resolver threw has its path.
            if (!thrown.path) continue;
            const { code, cause } = toAppError(thrown);
            if (!ERROR_CATALOGUE[code].operator) continue;
            contextValue.log.error(
              { code, operationName, path: thrown.path, err: loggable(cause) },
              'operation failed',
            );
          }
        },
      };
    },
  };
}

/** Errors of the database without their statements, which hold the values of a client. */
export function loggable(cause: unknown): unknown {
  if (!(cause instanceof DriverException)) return cause;
  const { name, code, errno, sqlMessage } = cause;
  return { name, code, errno, sqlMessage };
}
