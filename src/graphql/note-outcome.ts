import type { ApolloServerPlugin } from '@apollo/server';
import { Kind, type OperationDefinitionNode } from 'graphql';
import type { GraphContext } from './graph-context.js';

/** Names of clients can be of any length. */
const LONGEST_NAME = 64;

/** Fills in the outcome of every request that reaches GraphQL. */
export function noteOutcome(): ApolloServerPlugin<GraphContext> {
  return {
    async requestDidStart({ contextValue: { outcome } }) {
      return {
        async didResolveOperation({ operation, operationName }) {
          if (operationName) outcome.operation = operationName.slice(0, LONGEST_NAME);
          outcome.field = operation ? rootField(operation) : 'none';
        },
        async willSendResponse({ response: { body } }) {
          const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
          outcome.codes = errors.map(({ extensions }) => String(extensions?.code));
        },
      };
    },
  };
}

/** After validation the name of a field is one of the schema. */
function rootField({ selectionSet: { selections } }: OperationDefinitionNode): string {
  const [first, ...others] = selections;
  return first?.kind === Kind.FIELD && others.length === 0 ? first.name.value : 'several';
}
