import { sql } from 'kysely';
import { ownedSelect, runSelect } from '../persistence/owned-select.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import type { Sql } from '../persistence/run-statement.js';
import { readTime } from '../persistence/stored-row.js';
import type { AnalysisStatus } from '../records/analysis-status.js';
import { CriterionScore } from '../records/criterion-score.entity.js';
import { Thumbnail } from '../records/thumbnail.entity.js';

/** What one thumbnail adds to the figures of its owner, by its newest analysis. */
export interface CountedEntry {
  readonly thumbnailId: string;
  readonly searchPhrase: string | null;
  /** Its place among all of its owner; later uploads come after it. */
  readonly place: string;
  readonly rubricVersion: string;
  readonly status: AnalysisStatus;
  readonly score: number;
  /** Of the upload in UTC, as YYYY-MM-DD. */
  readonly day: string;
  /** Those that could be scored. */
  readonly criteria: readonly CountedCriterion[];
  readonly paid: (PaidSums & { readonly judgementId: string }) | null;
}

export interface CountedCriterion {
  readonly position: number;
  readonly criterion: string;
  readonly score: number;
}

/** What a judgement took. */
export interface PaidSums {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly durationMs: number;
}

/** Which thumbnails to read, and in which order. */
export interface EntrySelect {
  readonly where: readonly Sql[];
  readonly byKey?: boolean;
  readonly index?: string;
  readonly tail?: Sql;
}

type EntryRow = Omit<CountedEntry, 'place' | 'day' | 'criteria' | 'paid'> &
  PaidSums & {
    readonly createdAt: unknown;
    readonly analysisId: string;
    readonly judgementId: string | null;
  };

/** Reads what some thumbnails add, as they are now. */
export async function readEntries(scope: OwnerScope, select: EntrySelect): Promise<CountedEntry[]> {
  const rows = await runSelect<EntryRow>(
    scope,
    ownedSelect(scope, Thumbnail, {
      ...select,
      columns: sql`r.id as thumbnailId, r.search_phrase as searchPhrase, r.created_at as createdAt, r.latest_analysis_id as analysisId,
        a.rubric_version as rubricVersion, r.latest_status as status, r.latest_score as score,
        a.judgement_id as judgementId, j.prompt_tokens as promptTokens,
        j.completion_tokens as completionTokens, j.duration_ms as durationMs`,
      join: sql`join analysis as a on a.id = r.latest_analysis_id left join judgement as j on j.id = a.judgement_id`,
    }),
  );
  const criteria = await readCriteria(
    scope,
    rows.map(({ analysisId }) => analysisId),
  );
  return rows.map((row) => {
    const { thumbnailId, searchPhrase, rubricVersion, status, score, judgementId, analysisId } = row;
    const { promptTokens, completionTokens, durationMs } = row;
    const createdAt = readTime(row.createdAt).toISOString();
    return {
      thumbnailId,
      searchPhrase,
      place: `${createdAt} ${thumbnailId}`,
      rubricVersion,
      status,
      score,
      day: createdAt.slice(0, 10),
      criteria: criteria.get(analysisId) ?? [],
      paid: judgementId === null ? null : { judgementId, promptTokens, completionTokens, durationMs },
    };
  });
}

async function readCriteria(scope: OwnerScope, analysisIds: readonly string[]) {
  type CriterionRow = CountedCriterion & { readonly analysisId: string };
  if (analysisIds.length === 0) return new Map<string, CriterionRow[]>();
  const rows = await runSelect<CriterionRow>(
    scope,
    ownedSelect(scope, CriterionScore, {
      columns: sql`r.analysis_id as analysisId, r.position, r.criterion, r.score`,
      where: [sql`r.analysis_id in (${sql.join([...analysisIds])})`, sql`r.score is not null`],
      byKey: true,
    }),
  );
  return Map.groupBy(rows, ({ analysisId }) => analysisId);
}
