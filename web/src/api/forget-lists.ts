import type { ApolloCache } from '@apollo/client';

/** Requests every list of thumbnails again: a new or completed result may belong into any of them. */
export function forgetLists(cache: ApolloCache): void {
  cache.evict({ fieldName: 'thumbnailHistory' });
}
