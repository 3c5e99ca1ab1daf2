import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import { SEARCH_VERSION, searchPhraseOf } from '../input/search-text.js';
import { withDatabaseLock } from '../persistence/database-lock.js';
import { inTransaction } from '../persistence/in-transaction.js';
import type { Orm } from '../persistence/orm.js';
import { type OwnerScope, scopeToOwner } from '../persistence/owner-scope.js';
import { Thumbnail } from '../records/thumbnail.entity.js';
import { followWords, type SearchedThumbnail } from './search-index.js';

/** Rows of one transaction: others wait for their turn to write no longer than it takes. */
const BATCH = 100;

/**
 * Brings the search texts of rows up to date that an older version wrote, beside the serving and on one node at a time.
 * Until a row is, no text finds it.
 * @returns a function that ends it between two batches; the next start continues.
 */
export function startSearchUpkeep(orm: Orm, databaseUrl: string, log: Logger): () => Promise<void> {
  const end = new AbortController();
  const running = withDatabaseLock(databaseUrl, 'search', 0, async () => {
    const updated = await updateSearchTexts(orm, end.signal);
    if (updated > 0) log.info({ updated }, 'search texts are up to date');
  }).catch((err: unknown) => log.warn({ err }, 'search texts could not be brought up to date'));
  return async () => {
    end.abort();
    await running;
  };
}

/** @returns how many rows it changed. */
export async function updateSearchTexts(orm: Orm, signal: AbortSignal): Promise<number> {
  let updated = 0;
  while (!signal.aborted) {
    const rows = await updateBatch(orm);
    if (rows === 0) break;
    updated += rows;
    await nextTurn();
  }
  return updated;
}

async function updateBatch(orm: Orm): Promise<number> {
  const em = orm.em.fork();
  // Looks across owners: no client sees what it finds.
  const stale = await em.find(
    Thumbnail,
    { searchVersion: { $lt: SEARCH_VERSION } },
    {
      fields: ['id', 'ownerId', 'filename', 'latestTitle', 'searchPhrase', 'searchVersion'],
      orderBy: { searchVersion: 'asc', id: 'asc' },
      limit: BATCH,
      filters: false,
      disableIdentityMap: true,
    },
  );
  if (stale.length === 0) return 0;
  for (const [ownerId, rows] of Map.groupBy(stale, (row) => row.ownerId)) {
    await inTransaction(em, (transaction) =>
      updateRows({ ...scopeToOwner(transaction, ownerId), em: transaction }, rows),
    );
  }
  return stale.length;
}

type StaleRow = Pick<Thumbnail, 'id' | 'filename' | 'latestTitle' | 'searchPhrase' | 'searchVersion'>;

async function updateRows(scope: OwnerScope, rows: readonly StaleRow[]): Promise<void> {
  const before: SearchedThumbnail[] = [];
  const after: SearchedThumbnail[] = [];
  for (const { id, filename, latestTitle, searchPhrase: earlier, searchVersion } of rows) {
    const searchPhrase = searchPhraseOf(filename, latestTitle);
    // A new analysis of this moment has written the row of today's version.
    const unchanged = { id, searchVersion };
    const update = { searchPhrase, searchVersion: SEARCH_VERSION };
    if ((await scope.em.nativeUpdate(Thumbnail, unchanged, update, { filters: false })) === 0) continue;
    before.push({ thumbnailId: id, searchPhrase: earlier });
    after.push({ thumbnailId: id, searchPhrase });
  }
  await followWords(scope, before, after);
}
