import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { AppError, ErrorCode } from '../errors.js';

/** Refuses operations whose root the schema does not have: validation says nothing against a subscription. */
export function refuseSubscriptions(schema: GraphQLSchema): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation }) {
          if (!operation || schema.getRootType(operation.operation)) return;
          const message = `There is no ${operation.operation} here: ask by a query or a mutation.`;
          throw new GraphQLError(message, {
            originalError: new AppError(ErrorCode.BAD_USER_INPUT, message),
            extensions: { http: { status: 400 } },
          });
        },
      };
    },
  };
}
