import type { Logger } from 'pino';
import { removeStaleLeases } from '../judgement/stale-leases.js';
import { everyHour } from '../persistence/every-hour.js';
import type { Orm } from '../persistence/start-orm.js';
import type { Pictures, StoredPicture } from './pictures.js';
import { Thumbnail } from './thumbnail.entity.js';

/** Younger files may belong to an upload whose rows are about to be written. */
const MINIMUM_AGE_MS = 60 * 60 * 1000;
/** Rows that one query looks up. */
const BATCH = 500;

/**
 * Removes pictures that no row knows, and leases of nodes that died, now and every hour, on one node at a time and beside
 * the serving.
 * @returns a function that ends it, also in the middle of a sweep: the next one goes on.
 */
export function startSweeping(
  orm: Orm,
  pictures: Pictures,
  databaseUrl: string,
  log: Logger,
): () => Promise<void> {
  return everyHour('sweep', databaseUrl, log, async (signal) => {
    await removeStaleLeases(orm.em, new Date());
    const removed = await removeOrphans(orm, pictures, new Date(), signal);
    if (removed > 0) log.info({ removed }, 'removed pictures that no thumbnail knows');
  });
}

/**
 * Deletes every stored picture of the needed age that has no row.
 * @param signal ends it between two files, by an error
 * @returns how many.
 */
export async function removeOrphans(
  orm: Orm,
  pictures: Pictures,
  now: Date,
  signal?: AbortSignal,
): Promise<number> {
  const before = new Date(now.getTime() - MINIMUM_AGE_MS);
  let removed = 0;
  let batch: StoredPicture[] = [];
  const flush = async () => {
    removed += await removeUnknown(orm, pictures, batch, signal);
    batch = [];
  };
  for await (const picture of pictures.storedBefore(before, signal)) {
    batch.push(picture);
    if (batch.length === BATCH) await flush();
  }
  await flush();
  return removed;
}

async function removeUnknown(
  orm: Orm,
  pictures: Pictures,
  batch: readonly StoredPicture[],
  signal: AbortSignal | undefined,
): Promise<number> {
  if (batch.length === 0) return 0;
  // Looks across owners: it asks about ids and shows nobody anything.
  const known = await orm.em
    .fork()
    .find(
      Thumbnail,
      { id: { $in: batch.map(({ thumbnailId }) => thumbnailId) } },
      { fields: ['id'], filters: false },
    );
  const ids = new Set(known.map(({ id }) => id));
  // A thumbnail has several files.
  const orphans = new Set(
    batch.filter(({ thumbnailId }) => !ids.has(thumbnailId)).map(({ folder }) => folder),
  );
  for (const folder of orphans) {
    signal?.throwIfAborted();
    await pictures.deleteFolder(folder);
  }
  return orphans.size;
}
