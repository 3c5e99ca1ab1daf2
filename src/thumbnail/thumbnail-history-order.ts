import type { QueryOrderMap } from '@mikro-orm/core';
import { registerEnumType } from 'type-graphql';
import { z } from 'zod';
import type { PositionShape } from './history-cursor.js';
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

/** A sorting of thumbnails, and what a position in it looks like. */
interface HistorySorting {
  readonly orderBy: QueryOrderMap<Thumbnail>;
  readonly position: PositionShape;
}

const byDate = z.tuple([z.iso.datetime(), z.uuid()]);
const byScore = z.tuple([z.int().min(0).max(100), z.uuid()]);

/** Each ends with the id, so that no two rows are equal and a page never skips one. */
export const HISTORY_ORDERS: Readonly<Record<ThumbnailHistoryOrder, HistorySorting>> = {
  NEWEST_FIRST: { orderBy: { createdAt: 'desc', id: 'desc' }, position: byDate },
  OLDEST_FIRST: { orderBy: { createdAt: 'asc', id: 'asc' }, position: byDate },
  HIGHEST_SCORE_FIRST: { orderBy: { latestScore: 'desc', id: 'desc' }, position: byScore },
  LOWEST_SCORE_FIRST: { orderBy: { latestScore: 'asc', id: 'asc' }, position: byScore },
};
