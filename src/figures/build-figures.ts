import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { inTransaction } from '../persistence/in-transaction.js';
import { type OwnerScope, scopeToOwner } from '../persistence/owner-scope.js';
import { runStatement } from '../persistence/run-statement.js';
import { addToCounts, COUNT_TABLES } from './add-to-counts.js';
import { addToPaid } from './add-to-paid.js';
import { type EntrySelect, readEntries } from './counted-entry.js';
import { ALL_COUNTED, NONE_COUNTED, setCountedTo, takeOwnerTurn } from './owner-turn.js';

/** Thumbnails that are counted in one transaction: writers of the same owner wait for no more than these. */
const AT_ONCE = 500;

/**
 * Counts what is not counted yet of one owner, from where it stopped, beside normal operation.
 * @param signal ends it between two transactions, by an error; what is counted stays counted
 */
export async function buildFigures(
  em: SqlEntityManager,
  ownerId: string,
  signal: AbortSignal,
): Promise<void> {
  let countedTo: string;
  do {
    signal.throwIfAborted();
    countedTo = await inTurn(em, ownerId, countNext);
  } while (countedTo !== ALL_COUNTED);
}

/** Forgets the figures of one owner: until they are built again, statistics are counted from the rows. */
export async function forgetFigures(em: SqlEntityManager, ownerId: string): Promise<void> {
  await inTurn(em, ownerId, async (scope) => {
    for (const { name, sums } of COUNT_TABLES) {
      const zeros = sums.map((sum) => sql`${sql.ref(sum)} = 0`);
      await runStatement(
        scope.em,
        sql`update ${sql.table(name)} set ${sql.join(zeros)} where owner_id = ${ownerId}`,
      );
    }
    await runStatement(
      scope.em,
      sql`update history_figures set counted_to = ${NONE_COUNTED}, judgements = 0, prompt_tokens = 0,
        completion_tokens = 0, duration_ms = 0 where owner_id = ${ownerId}`,
    );
  });
}

function inTurn<T>(
  em: SqlEntityManager,
  ownerId: string,
  work: (scope: OwnerScope, countedTo: string) => Promise<T>,
): Promise<T> {
  const scope = scopeToOwner(em, ownerId);
  return inTransaction(scope.em, async (transaction) => {
    const own = { ...scope, em: transaction };
    return work(own, await takeOwnerTurn(own));
  });
}

async function countNext(scope: OwnerScope, countedTo: string): Promise<string> {
  if (countedTo === ALL_COUNTED) return countedTo;
  const entries = await readEntries(scope, after(countedTo));
  await addToCounts(scope, [], entries);
  await addToPaid(scope, [], entries, countedTo);
  const last = entries.length < AT_ONCE ? undefined : entries.at(-1);
  // No upload can come in between: it would wait for our turn to end.
  const now = last?.place ?? ALL_COUNTED;
  await setCountedTo(scope, now);
  return now;
}

/** The next thumbnails in the order of their places. */
function after(place: string): EntrySelect {
  const [time = '', id = ''] = place.split(' ');
  const at = new Date(time);
  const where =
    place === NONE_COUNTED ? [] : [sql`r.created_at >= ${at}`, sql`r.created_at > ${at} or r.id > ${id}`];
  const tail = sql`order by r.created_at, r.id limit ${sql.lit(AT_ONCE)}`;
  return { where, tail, index: 'thumbnail_by_date' };
}
