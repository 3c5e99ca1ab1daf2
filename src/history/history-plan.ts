import { sql } from 'kysely';
import type { Sql } from '../persistence/run-statement.js';
import type { HistoryFilter } from './history-filter.input.js';

/** How a page of the history is read. We choose the index, since the choice of an engine depends on its statistics. */
export interface HistoryPlan {
  /** Has the order of the page, and what the filter looks at. */
  readonly index: string;
  /** Ranges of the index, each in the order of the page; the page is merged of them. None where the index is one range. */
  readonly alternatives: readonly Sql[];
  /** Conditions that the rows of the index are held against one after another: it can take as long as the history is. */
  readonly isScan: boolean;
}

const SCORES = Array.from({ length: 101 }, (_, score) => score);

/** The index whose range is what a filter lets through, in that order; where there is none, one that holds what it asks. */
export function historyPlan(filter: HistoryFilter, by: 'createdAt' | 'latestScore'): HistoryPlan {
  const { status, format, minScore = 0, maxScore = 100, from, to } = filter;
  const order = by === 'createdAt' ? 'newest' : 'highest';
  const hasScores = minScore > 0 || maxScore < 100;
  const hasTimes = from !== undefined || to !== undefined;
  // A range beside the equal values that is not the one of the order.
  const crosses = by === 'createdAt' ? hasScores : hasTimes;
  const simple = { alternatives: [], isScan: false };
  if (status && !format && !crosses) return { index: `thumbnail_status_${order}`, ...simple };
  if (format && !status && !crosses) return { index: `thumbnail_format_${order}`, ...simple };
  if (!status && !format && by === 'createdAt' && hasScores) {
    const scores = SCORES.filter((score) => score >= minScore && score <= maxScore);
    const alternatives = scores.map((score) => sql`r.latest_score = ${score}`);
    return { index: 'thumbnail_score_newest', alternatives, isScan: false };
  }
  return { index: `thumbnail_${order}`, alternatives: [], isScan: Boolean(status || format || crosses) };
}
