import { type RawBuilder, sql } from 'kysely';
import { ownedSelect, runSelect } from '../persistence/owned-select.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import type {
  CountedCriteria,
  CountedDay,
  CountedScore,
  HistoryCounts,
  PaidTotals,
} from './history-counts.js';
import { ALL_COUNTED } from './owner-turn.js';

/** The statistics of a whole history, by figures that its writers keep. Null while they are not complete. */
export const figures: HistoryCounts<null> = {
  scores: (scope) =>
    readTable<CountedScore>(
      scope,
      'history_score_count',
      sql`c.rubric_version as rubricVersion, c.status, c.score, c.times`,
    ),

  criteria: (scope) =>
    readTable<CountedCriteria>(
      scope,
      'history_criterion_count',
      sql`c.rubric_version as rubricVersion, c.status, c.criterion, c.position, c.score, c.times`,
    ),

  days: (scope) =>
    readTable<CountedDay>(
      scope,
      'history_day_count',
      sql`c.rubric_version as rubricVersion, c.status, c.day, c.total, c.times`,
    ),

  paid: async (scope) => {
    const [row] = await runSelect<PaidTotals & Completeness>(
      scope,
      ownedSelect(scope, 'history_figures', {
        columns: sql`r.counted_to as countedTo, r.judgements, r.prompt_tokens as promptTokens,
          r.completion_tokens as completionTokens, r.duration_ms as durationMs`,
      }),
    );
    return row?.countedTo === ALL_COUNTED ? row : null;
  },
};

interface Completeness {
  readonly countedTo: string | null;
}

/** With whether they are complete in the same statement: figures may be forgotten between two. */
async function readTable<Row extends { readonly times: number }>(
  scope: OwnerScope,
  table: string,
  columns: RawBuilder<unknown>,
): Promise<Row[] | null> {
  const rows = await runSelect<Row & Completeness>(
    scope,
    ownedSelect(scope, 'history_figures', {
      columns: sql`r.counted_to as countedTo, ${columns}`,
      join: sql`left join ${sql.table(table)} as c on c.owner_id = r.owner_id and c.times > 0`,
    }),
  );
  if (rows[0]?.countedTo !== ALL_COUNTED) return null;
  // An owner with complete figures and nothing counted is one row of nulls.
  return rows.filter(({ times }) => times !== null);
}
