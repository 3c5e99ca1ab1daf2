import { sql } from 'kysely';
import { inTransaction } from '../persistence/in-transaction.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { addToCounts } from './add-to-counts.js';
import { addToPaid } from './add-to-paid.js';
import { readEntries } from './counted-entry.js';
import { takeOwnerTurn } from './owner-turn.js';
import { followWords } from './search-index.js';

/**
 * Changes one thumbnail or its newest analysis, and with it the figures of its owner and the index of words, in one
 * transaction. Every writer of these rows goes through here: by what was there before and what is there afterwards,
 * the figures follow.
 * @param work runs again after a deadlock: it changes nothing but the database, and creates its entities itself
 */
export function changeCounted<T>(
  scope: OwnerScope,
  thumbnailId: string,
  work: (own: OwnerScope) => Promise<T>,
): Promise<T> {
  return inTransaction(scope.em, async (em) => {
    const own = { ...scope, em };
    const one = { where: [sql`r.id = ${thumbnailId}`], byKey: true };
    const countedTo = await takeOwnerTurn(own);
    const before = await readEntries(own, one);
    const result = await work(own);
    await em.flush();
    const after = await readEntries(own, one);
    await followWords(own, before, after);
    const isCounted = [...before, ...after].every(({ place }) => place <= countedTo);
    if (isCounted) {
      await addToCounts(own, before, after);
      await addToPaid(own, before, after, countedTo);
    }
    return result;
  });
}
