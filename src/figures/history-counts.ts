import type { OwnerScope } from '../persistence/owner-scope.js';
import type { AnalysisStatus } from '../records/analysis-status.js';
import type { PaidSums } from './counted-entry.js';

/** Analyses that may be compared with each other. */
export interface GroupKey {
  readonly rubricVersion: string;
  readonly status: AnalysisStatus;
}

/** How often a group has a score. */
export interface CountedScore extends GroupKey {
  readonly score: number;
  readonly times: number;
}

/** How often a criterion has a score in a group. */
export interface CountedCriteria extends CountedScore {
  readonly criterion: string;
  readonly position: number;
}

/** The uploads of one day in a group. */
export interface CountedDay extends GroupKey {
  /** In UTC, as YYYY-MM-DD. */
  readonly day: string;
  readonly total: number | string;
  readonly times: number;
}

/** All judgements that were paid for, as the driver gives sums. */
export type PaidTotals = Readonly<Record<'judgements' | keyof PaidSums, number | string | null>>;

/** What statistics are made of. */
export interface HistoryParts {
  readonly scores: readonly CountedScore[];
  readonly criteria: readonly CountedCriteria[];
  readonly days: readonly CountedDay[];
  readonly paid: PaidTotals;
}

/** Where they come from, each part only when it is asked for; `Missing` where there is nothing to read. */
export type HistoryCounts<Missing = never> = {
  readonly [Name in keyof HistoryParts]: (scope: OwnerScope) => Promise<HistoryParts[Name] | Missing>;
};
