import type { ApolloServerPlugin } from '@apollo/server';
import { type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import { isErrorCode } from '../errors/error-catalogue.js';
import type { GraphContext } from './graph-context.js';

/** Names of clients can be of any length. */
const LONGEST_NAME = 64;

/** Fills in the outcome of every request that reaches GraphQL. */
export function noteOutcome(): ApolloServerPlugin<GraphContext> {
  return {
    async requestDidStart({ schema, contextValue: { outcome } }) {
      return {
        async didResolveOperation({ operation, operationName }) {
          if (operationName) outcome.operation = operationName.slice(0, LONGEST_NAME);
          outcome.field = operation ? rootField(schema, operation) : 'none';
        },
        async willSendResponse({ response: { body } }) {
          const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
          outcome.codes = errors.map(({ extensions }) => extensions?.code).filter(isErrorCode);
        },
      };
    },
  };
}

/** A name of the schema, never one of a client: those have no end. */
function rootField(
  schema: GraphQLSchema,
  { operation, selectionSet: { selections } }: OperationDefinitionNode,
): string {
  const [first, ...others] = selections;
  if (first?.kind !== Kind.FIELD || others.length > 0) return 'several';
  const name = first.name.value;
  return schema.getRootType(operation)?.getFields()[name] ? name : 'none';
}
