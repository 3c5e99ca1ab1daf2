import type { ApolloServerPlugin } from '@apollo/server';

/**
 * Whether a client can read GraphQL's own media type, by its Accept header. Apollo Client reads codes out of answers above
 * status 299 only when they have that type.
 */
export function acceptsGraphqlResponse(accept: string | undefined): boolean {
  return accept?.includes('application/graphql-response+json') ?? false;
}

/** Apollo's codes for a query that is no GraphQL, does not fit the schema, or whose variables do not fit it. */
const FAULTS = new Set<unknown>(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

/**
 * GraphQL over HTTP: a client that accepts only `application/json` cannot tell our status from that of a proxy. It gets 200
 * when the query itself is at fault. A client that accepts `application/graphql-response+json` gets 400.
 */
export function answerJsonWithOk(): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ request, response, errors = [] }) {
          const { status } = response.http;
          if (status !== 400 || acceptsGraphqlResponse(request.http?.headers.get('accept'))) return;
          if (errors.every(({ extensions }) => FAULTS.has(extensions.code))) response.http.status = 200;
        },
      };
    },
  };
}
