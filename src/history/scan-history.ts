import { sql } from 'kysely';
import type { CountedCriteria, CountedDay, CountedScore, HistoryCounts } from '../figures/history-counts.js';
import { Judgement } from '../judgement/judgement.entity.js';
import { isSqlite } from '../persistence/engine.js';
import { type OwnedSelect, ownedSelect, runSelect } from '../persistence/owned-select.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import type { Sql } from '../persistence/run-statement.js';
import { utcDay } from '../persistence/utc-day.js';
import { Thumbnail } from '../records/thumbnail.entity.js';
import { filterConditions } from './filter-conditions.js';
import type { HistoryFilter } from './history-filter.input.js';
import type { PaidJudgements } from './history-stats.type.js';
import type { ScanPlaces } from './scan-places.js';

/**
 * Statistics of what a filter lets through, counted from the rows: it takes as long as the history is.
 * @param places every scan waits for one of these
 */
export function scanOf(filter: HistoryFilter, places: ScanPlaces): HistoryCounts {
  const scan = <Row>(scope: OwnerScope, statement: Sql) =>
    places.admit(() => runSelect<Row>(scope, statement));
  const group = sql`a.rubric_version, r.latest_status`;
  const groupColumns = sql`a.rubric_version as rubricVersion, r.latest_status as status`;
  return {
    scores: (scope) =>
      scan<CountedScore>(
        scope,
        latest(scope, filter, {
          columns: sql`${groupColumns}, r.latest_score as score, count(*) as times`,
          tail: sql`group by ${group}, r.latest_score`,
        }),
      ),

    criteria: (scope) =>
      scan<CountedCriteria>(
        scope,
        latest(scope, filter, {
          columns: sql`${groupColumns}, c.criterion, min(c.position) as position, c.score, count(*) as times`,
          join: sql`join criterion_score as c on c.analysis_id = a.id and c.score is not null`,
          tail: sql`group by ${group}, c.criterion, c.score`,
        }),
      ),

    days: (scope) => {
      const day = sql.raw(utcDay(scope.em, 'r.created_at'));
      return scan<CountedDay>(
        scope,
        latest(scope, filter, {
          columns: sql`${groupColumns}, ${day} as day, sum(r.latest_score) as total, count(*) as times`,
          tail: sql`group by ${group}, ${day}`,
        }),
      );
    },

    paid: async (scope) => {
      const theirs = latest(scope, filter, { columns: sql`a.judgement_id` });
      const [sums] = await scan<Record<keyof PaidJudgements, number | string | null>>(
        scope,
        ownedSelect(scope, Judgement, {
          columns: sql`count(*) as judgements, sum(r.prompt_tokens) as promptTokens,
            sum(r.completion_tokens) as completionTokens, sum(r.duration_ms) as durationMs`,
          where: [sql`r.id in (${theirs})`],
        }),
      );
      return sums ?? { judgements: 0, promptTokens: 0, completionTokens: 0, durationMs: 0 };
    },
  };
}

/** The newest analyses `a` of what the filter lets through. */
function latest(scope: OwnerScope, filter: HistoryFilter, { join = sql``, ...select }: OwnedSelect): Sql {
  return ownedSelect(scope, Thumbnail, {
    ...select,
    join: sql`join analysis as a on a.id = r.latest_analysis_id ${join}`,
    where: isSqlite(scope.em) ? [sql`within_time()`, ...filterConditions(filter)] : filterConditions(filter),
  });
}
