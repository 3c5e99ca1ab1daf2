import type { QueryOrderMap } from '@mikro-orm/core';
import { registerEnumType } from 'type-graphql';
import type { Thumbnail } from './thumbnail.entity.js';

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

/** Each ends with the id, so that no two rows are equal and a page never skips one. */
export const HISTORY_ORDERS: Readonly<Record<ThumbnailHistoryOrder, QueryOrderMap<Thumbnail>>> = {
  NEWEST_FIRST: { createdAt: 'desc', id: 'desc' },
  OLDEST_FIRST: { createdAt: 'asc', id: 'asc' },
  HIGHEST_SCORE_FIRST: { latestScore: 'desc', id: 'desc' },
  LOWEST_SCORE_FIRST: { latestScore: 'asc', id: 'asc' },
};
