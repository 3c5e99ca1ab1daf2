import { sql } from 'kysely';
import { ownedSelect, runSelect } from '../persistence/owned-select.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { runStatement, type Sql } from '../persistence/run-statement.js';
import { Analysis } from '../records/analysis.entity.js';
import type { CountedEntry, PaidSums } from './counted-entry.js';
import { ALL_COUNTED, NONE_COUNTED } from './owner-turn.js';

/**
 * Takes what was paid for some entries out of the sums and puts others in. A judgement that serves the newest analysis of
 * another counted thumbnail as well stays as it is. Called by who has the turn of that owner.
 * @param countedTo how far thumbnails are counted, those of these entries apart
 */
export async function addToPaid(
  scope: OwnerScope,
  gone: readonly CountedEntry[],
  come: readonly CountedEntry[],
  countedTo: string,
): Promise<void> {
  const [before, after] = [judgementsOf(gone), judgementsOf(come)];
  const changed = [
    ...[...before.keys()].filter((id) => !after.has(id)),
    ...[...after.keys()].filter((id) => !before.has(id)),
  ];
  if (changed.length === 0) return;
  const apart = [...gone, ...come].map(({ thumbnailId }) => thumbnailId);
  const others = await usedByOthers(scope, changed, apart, countedTo);
  const sums = { judgements: 0, promptTokens: 0, completionTokens: 0, durationMs: 0 };
  const add = (paid: PaidSums | undefined, times: number) => {
    if (!paid) return;
    sums.judgements += times;
    sums.promptTokens += times * paid.promptTokens;
    sums.completionTokens += times * paid.completionTokens;
    sums.durationMs += times * paid.durationMs;
  };
  for (const id of changed) {
    if (others.has(id)) continue;
    add(before.get(id), -1);
    add(after.get(id), 1);
  }
  await runStatement(
    scope.em,
    sql`update history_figures set judgements = judgements + ${sums.judgements},
      prompt_tokens = prompt_tokens + ${sums.promptTokens},
      completion_tokens = completion_tokens + ${sums.completionTokens},
      duration_ms = duration_ms + ${sums.durationMs} where owner_id = ${scope.ownerId}`,
  );
}

function judgementsOf(entries: readonly CountedEntry[]): ReadonlyMap<string, PaidSums> {
  return new Map(entries.flatMap(({ paid }) => (paid ? [[paid.judgementId, paid] as const] : [])));
}

async function usedByOthers(
  scope: OwnerScope,
  judgementIds: readonly string[],
  thumbnailIds: readonly string[],
  countedTo: string,
): Promise<ReadonlySet<string>> {
  if (countedTo === NONE_COUNTED) return new Set();
  const rows = await runSelect<{ id: string }>(
    scope,
    ownedSelect(scope, Analysis, {
      columns: sql`distinct r.judgement_id as id`,
      join: sql`join thumbnail as t on t.id = r.thumbnail_id and t.latest_analysis_id = r.id`,
      where: [
        sql`r.judgement_id in (${sql.join([...judgementIds])})`,
        sql`t.id not in (${sql.join([...thumbnailIds])})`,
        ...(countedTo === ALL_COUNTED ? [] : [upTo(countedTo)]),
      ],
      index: 'analysis_by_judgement',
    }),
  );
  return new Set(rows.map(({ id }) => id));
}

/** Thumbnails `t` up to a place. */
function upTo(place: string): Sql {
  const [time = '', id = ''] = place.split(' ');
  const at = new Date(time);
  return sql`t.created_at < ${at} or t.created_at = ${at} and t.id <= ${id}`;
}
