import { type ObjectQuery, raw } from '@mikro-orm/core';
import type { AnalysisStatus } from '../analysis/analysis-status.js';
import { Judgement } from '../judgement/judgement.entity.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { utcDay } from '../persistence/utc-day.js';
import { type Distribution, type Histogram, summarise } from './distribution.js';
import type { HistorySeriesPoint, HistoryStatsGroup, PaidJudgements } from './history-stats.type.js';
import { SeriesStep } from './history-stats.type.js';
import { Thumbnail } from './thumbnail.entity.js';

/** Analyses that may be compared with each other. */
interface GroupKey {
  readonly rubricVersion: string;
  readonly status: AnalysisStatus;
}

type CountedScore = GroupKey & { readonly score: number; readonly times: number };

/**
 * Sums the history up. Scores are whole numbers, so the database counts each value and quartiles follow exactly
 * from at most 101 counts a group, however long the history is.
 */
export class HistoryStatsService {
  /** Groups by rubric version and status, the newest rubric first. */
  async groups(scope: OwnerScope, where: ObjectQuery<Thumbnail>): Promise<HistoryStatsGroup[]> {
    const overall = await this.#latest(scope, where)
      .select([
        raw('a.rubric_version as rubricVersion'),
        raw('t.latest_status as status'),
        raw('t.latest_score as score'),
        raw('count(*) as times'),
      ])
      .groupBy([raw('a.rubric_version'), raw('t.latest_status'), raw('t.latest_score')])
      .execute<CountedScore[]>('all');
    const criteria = await this.#latest(scope, where)
      .join('a.criteria', 'c')
      .andWhere({ 'c.score': { $ne: null } })
      .select([
        raw('a.rubric_version as rubricVersion'),
        raw('t.latest_status as status'),
        raw('c.criterion as criterion'),
        raw('min(c.position) as position'),
        raw('c.score as score'),
        raw('count(*) as times'),
      ])
      .groupBy([raw('a.rubric_version'), raw('t.latest_status'), raw('c.criterion'), raw('c.score')])
      .execute<(CountedScore & { criterion: string; position: number })[]>('all');
    return [...Map.groupBy(overall, groupName).values()]
      .flatMap((rows) => describeGroup(rows, criteria))
      .sort((a, b) => b.rubricVersion.localeCompare(a.rubricVersion, 'en', { numeric: true }));
  }

  /** Means by day or week of upload, oldest first; days without uploads are left out. */
  async series(
    scope: OwnerScope,
    where: ObjectQuery<Thumbnail>,
    by: SeriesStep,
  ): Promise<HistorySeriesPoint[]> {
    const day = utcDay(scope.em, 't.created_at');
    const rows = await this.#latest(scope, where)
      .select([
        raw('a.rubric_version as rubricVersion'),
        raw('t.latest_status as status'),
        raw(`${day} as day`),
        raw('sum(t.latest_score) as total'),
        raw('count(*) as times'),
      ])
      .groupBy([raw('a.rubric_version'), raw('t.latest_status'), raw(day)])
      .execute<(GroupKey & { day: string; total: number | string; times: number })[]>('all');
    const points = Map.groupBy(rows, (row) => `${startOf(row.day, by).toISOString()} ${groupName(row)}`);
    return [...points.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, [first, ...others]]) => (first ? [toPoint(first, [first, ...others], by)] : []));
  }

  /** Sums over the judgements of newest analyses, each once. */
  async paid(scope: OwnerScope, where: ObjectQuery<Thumbnail>): Promise<PaidJudgements> {
    const theirs = this.#latest(scope, where).select(raw('a.judgement_id'));
    const [sums] = await scope.em
      .createQueryBuilder(Judgement, 'j')
      .where({ ownerId: scope.ownerId, id: { $in: theirs.toRaw() } })
      .select([
        raw('count(*) as judgements'),
        raw('sum(j.prompt_tokens) as promptTokens'),
        raw('sum(j.completion_tokens) as completionTokens'),
        raw('sum(j.duration_ms) as durationMs'),
      ])
      .execute<Record<keyof PaidJudgements, number | string | null>[]>('all');
    // Sums of nothing are null, and MySQL gives sums as text.
    return {
      judgements: Number(sums?.judgements),
      promptTokens: Number(sums?.promptTokens),
      completionTokens: Number(sums?.completionTokens),
      durationMs: Number(sums?.durationMs),
    };
  }

  #latest({ em, ownerId }: OwnerScope, where: ObjectQuery<Thumbnail>) {
    const latest = em.createQueryBuilder(Thumbnail, 't').join('t.latestAnalysis', 'a');
    // The query builder takes the conditions of em.find; its type adds aliases and is no longer assignable.
    const filter = where as Parameters<typeof latest.where>[0];
    // Filters of entities do not reach the query builder, so the owner is named here.
    return latest.where({ ownerId }).andWhere(filter);
  }
}

function groupName({ rubricVersion, status }: GroupKey): string {
  return `${rubricVersion} ${status}`;
}

function describeGroup(
  rows: readonly CountedScore[],
  criteria: readonly (CountedScore & { criterion: string; position: number })[],
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
  { rubricVersion, status, day }: GroupKey & { day: string },
  rows: readonly { total: number | string; times: number }[],
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
