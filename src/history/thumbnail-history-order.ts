import { registerEnumType } from 'type-graphql';
import { z } from 'zod';
import type { ListOrder } from './find-page.js';

/** How the history is sorted. */
export enum ThumbnailHistoryOrder {
  NEWEST_FIRST = 'NEWEST_FIRST',
  OLDEST_FIRST = 'OLDEST_FIRST',
  HIGHEST_SCORE_FIRST = 'HIGHEST_SCORE_FIRST',
  LOWEST_SCORE_FIRST = 'LOWEST_SCORE_FIRST',
}

registerEnumType(ThumbnailHistoryOrder, {
  name: 'ThumbnailHistoryOrder',
  description: 'How the history is sorted.',
  valuesConfig: {
    NEWEST_FIRST: { description: 'By time of upload, the latest first.' },
    OLDEST_FIRST: { description: 'By time of upload, the earliest first.' },
    HIGHEST_SCORE_FIRST: { description: 'By the score of the newest analysis, the best first.' },
    LOWEST_SCORE_FIRST: { description: 'By the score of the newest analysis, the worst first.' },
  },
});

const byDate = z.tuple([z.iso.datetime().transform((text) => new Date(text)), z.uuid()]);
const byScore = z.tuple([z.int().min(0).max(100), z.uuid()]);

/** Each ends with the id, so that no two rows are equal and a page never skips one. */
export const HISTORY_ORDERS: Readonly<
  Record<ThumbnailHistoryOrder, ListOrder & { readonly by: 'createdAt' | 'latestScore' }>
> = {
  NEWEST_FIRST: { by: 'createdAt', descending: true, position: byDate },
  OLDEST_FIRST: { by: 'createdAt', descending: false, position: byDate },
  HIGHEST_SCORE_FIRST: { by: 'latestScore', descending: true, position: byScore },
  LOWEST_SCORE_FIRST: { by: 'latestScore', descending: false, position: byScore },
};
