import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import { queryFault } from './query-fault.js';

/** Refuses operations whose root the schema does not have: validation says nothing against a subscription. */
export function refuseSubscriptions(schema: GraphQLSchema): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation }) {
          if (!operation || schema.getRootType(operation.operation)) return;
          throw queryFault(`There is no ${operation.operation} here: ask by a query or a mutation.`);
        },
      };
    },
  };
}
