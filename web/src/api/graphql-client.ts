import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { relayStylePagination } from '@apollo/client/utilities';
import UploadHttpLink from 'apollo-upload-client/UploadHttpLink.mjs';
import { requestHeaders } from './request-headers.js';
import { sendRequest } from './send-request.js';

export const GRAPHQL_PATH = '/graphql';

/** A client whose cache knows that a list is read in pages, and that a thumbnail by its id is the one in a list. */
export function createGraphqlClient(): ApolloClient {
  return new ApolloClient({
    link: ApolloLink.from([
      new SetContextLink(() => ({ headers: requestHeaders() })),
      new UploadHttpLink({ uri: GRAPHQL_PATH, fetch: sendRequest }),
    ]),
    cache: new InMemoryCache({
      typePolicies: {
        Query: {
          fields: {
            thumbnailHistory: relayStylePagination(['filter', 'orderBy']),
            thumbnail: (known, { args, toReference }) =>
              known ?? toReference({ __typename: 'Thumbnail', id: args?.id }),
          },
        },
        Rubric: { keyFields: ['version'] },
      },
    }),
  });
}
