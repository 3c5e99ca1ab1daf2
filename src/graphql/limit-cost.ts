import type { ApolloServerPlugin, GraphQLRequest } from '@apollo/server';
import { type DocumentNode, GraphQLError, type GraphQLSchema, getVariableValues } from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';
import { workOf } from '../fields/work.js';
import { DEFAULT_PAGE, LARGEST_PAGE } from '../history/page-arguments.js';
import { queryFault } from './query-fault.js';
import { tooComplex } from './query-limits.js';

/** Room for the largest pages of all published operations. */
const MAX_COST = 20_000;

/** Fields that are looked at, with those of a fragment wherever it is spread. */
const MAX_NODES = 20_000;

/** A field costs 1, its own work and what is below it, a page that for each of its entries. */
const estimate: ComplexityEstimator = ({ field, args, childComplexity }) => {
  const { cost, filterCost = 0 } = workOf(field);
  const own = 1 + cost + (args.filter ? filterCost : 0);
  const isPage = field.args.some(({ name }) => name === 'first');
  if (!isPage) return own + childComplexity;
  const entries = Number(args.first ?? args.last ?? DEFAULT_PAGE);
  // A size out of range is refused by the field itself, which says what the range is.
  return own + Math.min(Math.max(entries, 1), LARGEST_PAGE) * childComplexity;
};

/** Refuses an operation that would be too much work with its variables, before any resolver runs. */
export function limitCost(schema: GraphQLSchema): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ request, document, operation }) {
          if (!operation) return;
          const { variables = {} } = request;
          // Execution says in which way variables do not fit, and does nothing else.
          if (getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors) return;
          const cost = costOf(schema, document, request);
          if (cost <= MAX_COST) return;
          const refusal = tooComplex(`a cost of ${cost}, and ${MAX_COST} is the most`);
          throw new GraphQLError(refusal.message, {
            originalError: refusal,
            extensions: { http: { status: 400 } },
          });
        },
      };
    },
  };
}

/** @throws GraphQLError BAD_USER_INPUT for an argument whose variable is null where it must not be. */
function costOf(
  schema: GraphQLSchema,
  query: DocumentNode,
  { variables, operationName }: GraphQLRequest,
): number {
  try {
    return getComplexity({
      schema,
      query,
      estimators: [estimate],
      maxQueryNodes: MAX_NODES,
      ...(variables && { variables }),
      ...(operationName && { operationName }),
    });
  } catch (error) {
    // With more nodes than that the library throws an error without a class of its own.
    if (!(error instanceof GraphQLError)) return Number.POSITIVE_INFINITY;
    throw queryFault(error.message, error.nodes);
  }
}
