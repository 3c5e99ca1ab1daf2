import { sql } from 'kysely';
import { isSqlite } from '../persistence/engine.js';
import { ownedSelect, runSelect } from '../persistence/owned-select.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { runStatement } from '../persistence/run-statement.js';
import { Thumbnail } from '../records/thumbnail.entity.js';

/** The place after all others: every thumbnail of the owner is counted, and every new one will be. */
export const ALL_COUNTED = '~';
/** The place before all others: none is counted yet. */
export const NONE_COUNTED = '';

/**
 * Makes those who change an owner's thumbnails wait for each other until their transactions end. It is the first thing
 * that they do, so that none of them waits for another while that one waits for it.
 * @returns the place of the last thumbnail that is counted; the ones after it are counted when the figures are built
 */
export async function takeOwnerTurn(scope: OwnerScope): Promise<string> {
  const { em, ownerId } = scope;
  const onSqlite = isSqlite(em);
  const otherwise = onSqlite
    ? sql`on conflict (owner_id) do update set owner_id = excluded.owner_id`
    : sql`on duplicate key update owner_id = values(owner_id)`;
  await runStatement(
    em,
    sql`insert into history_figures (owner_id, counted_to, judgements, prompt_tokens, completion_tokens, duration_ms)
      values (${ownerId}, null, 0, 0, 0, 0) ${otherwise}`,
  );
  // Locked, since a plain read could show what was there before the turn.
  const [row] = await runSelect<{ countedTo: string | null }>(
    scope,
    ownedSelect(scope, 'history_figures', {
      columns: sql`r.counted_to as countedTo`,
      tail: onSqlite ? sql`` : sql`for update`,
    }),
  );
  if (typeof row?.countedTo === 'string') return row.countedTo;
  // The row is ours. Thumbnails that are there already were stored by an older version.
  const older = await runSelect(
    scope,
    ownedSelect(scope, Thumbnail, { columns: sql`r.id`, tail: sql`limit 1`, index: 'thumbnail_by_date' }),
  );
  const countedTo = older.length === 0 ? ALL_COUNTED : NONE_COUNTED;
  await setCountedTo(scope, countedTo);
  return countedTo;
}

/** Says how far the figures go. Called by who has the turn. */
export async function setCountedTo({ em, ownerId }: OwnerScope, place: string): Promise<void> {
  await runStatement(em, sql`update history_figures set counted_to = ${place} where owner_id = ${ownerId}`);
}
