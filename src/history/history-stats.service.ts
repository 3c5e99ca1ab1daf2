import type {
  CountedCriteria,
  CountedDay,
  CountedScore,
  GroupKey,
  HistoryParts,
} from '../figures/history-counts.js';
import { figures } from '../figures/read-figures.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { type Distribution, type Histogram, summarise } from './distribution.js';
import type { HistoryFilter } from './history-filter.input.js';
import {
  type HistorySeriesPoint,
  type HistoryStatsGroup,
  type PaidJudgements,
  SeriesStep,
} from './history-stats.type.js';
import { scanOf } from './scan-history.js';
import type { ScanPlaces } from './scan-places.js';

/**
 * Sums the history up: the whole of it by figures that are kept with every change, a part of it by counting rows. Scores are
 * whole numbers, so quartiles follow exactly from at most 101 counts a group, however long the history is.
 */
export class HistoryStatsService {
  readonly #scans: ScanPlaces;

  constructor(scans: ScanPlaces) {
    this.#scans = scans;
  }

  /**
   * Groups by rubric version and status, the newest rubric first.
   * @param withCriteria whether their criteria are asked for; empty otherwise
   */
  async groups(
    scope: OwnerScope,
    filter: HistoryFilter,
    withCriteria: boolean,
  ): Promise<HistoryStatsGroup[]> {
    const [scores, criteria] = await Promise.all([
      this.#countsOf(scope, filter, 'scores'),
      withCriteria ? this.#countsOf(scope, filter, 'criteria') : [],
    ]);
    return [...Map.groupBy(scores, groupName).values()]
      .flatMap((rows) => describeGroup(rows, criteria))
      .sort((a, b) => b.rubricVersion.localeCompare(a.rubricVersion, 'en', { numeric: true }));
  }

  /** Means by day or week of upload, oldest first; days without uploads are left out. */
  async series(scope: OwnerScope, filter: HistoryFilter, by: SeriesStep): Promise<HistorySeriesPoint[]> {
    const days = await this.#countsOf(scope, filter, 'days');
    const points = Map.groupBy(days, (row) => `${startOf(row.day, by).toISOString()} ${groupName(row)}`);
    return [...points.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, [first, ...others]]) => (first ? [toPoint(first, [first, ...others], by)] : []));
  }

  /** Sums over the judgements of newest analyses, each once. */
  async paid(scope: OwnerScope, filter: HistoryFilter): Promise<PaidJudgements> {
    const sums = await this.#countsOf(scope, filter, 'paid');
    // Sums of nothing are null, and MySQL gives sums as text.
    return {
      judgements: Number(sums.judgements),
      promptTokens: Number(sums.promptTokens),
      completionTokens: Number(sums.completionTokens),
      durationMs: Number(sums.durationMs),
    };
  }

  /** One part of the statistics, read one time per request. */
  #countsOf<Name extends keyof HistoryParts>(
    scope: OwnerScope,
    filter: HistoryFilter,
    name: Name,
  ): Promise<HistoryParts[Name]> {
    return scope.memory.once(JSON.stringify(['stats', name, filter]), async () => {
      const isWhole = Object.keys(filter).length === 0;
      return (isWhole ? await figures[name](scope) : null) ?? scanOf(filter, this.#scans)[name](scope);
    });
  }
}

function groupName({ rubricVersion, status }: GroupKey): string {
  return `${rubricVersion} ${status}`;
}

function describeGroup(
  rows: readonly CountedScore[],
  criteria: readonly CountedCriteria[],
): HistoryStatsGroup[] {
  const [key] = rows;
  const scores = summarise(histogramOf(rows));
  if (!key || !scores) return [];
  const mine = criteria
    .filter((row) => groupName(row) === groupName(key))
    .sort((a, b) => a.position - b.position);
  const perCriterion = [...Map.groupBy(mine, (row) => row.criterion)].flatMap(([criterion, counted]) => {
    const distribution: Distribution | null = summarise(histogramOf(counted));
    return distribution ? [{ criterion, scores: distribution }] : [];
  });
  return [{ rubricVersion: key.rubricVersion, status: key.status, scores, criteria: perCriterion }];
}

function histogramOf(rows: readonly CountedScore[]): Histogram {
  return new Map(rows.map(({ score, times }) => [Number(score), Number(times)]));
}

function toPoint(
  { rubricVersion, status, day }: CountedDay,
  rows: readonly CountedDay[],
  by: SeriesStep,
): HistorySeriesPoint {
  const count = rows.reduce((sum, row) => sum + Number(row.times), 0);
  const total = rows.reduce((sum, row) => sum + Number(row.total), 0);
  return { start: startOf(day, by), rubricVersion, status, count, mean: total / count };
}

/** The day itself, or the Monday of its week. */
function startOf(day: string, by: SeriesStep): Date {
  const start = new Date(`${day}T00:00:00.000Z`);
  if (by === SeriesStep.WEEK) start.setUTCDate(start.getUTCDate() - ((start.getUTCDay() + 6) % 7));
  return start;
}
