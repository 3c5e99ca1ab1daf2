import type { ApolloCache } from '@apollo/client';

/** Makes every list of thumbnails be asked for anew: a new or completed result may belong into any of them. */
export function forgetLists(cache: ApolloCache): void {
  cache.evict({ fieldName: 'thumbnailHistory' });
}
