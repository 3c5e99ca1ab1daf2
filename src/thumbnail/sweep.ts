import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { removeStaleLeases } from '../judgement/stale-leases.js';
import { withDatabaseLock } from '../persistence/database-lock.js';
import type { Orm } from '../persistence/start-orm.js';
import type { Pictures } from './pictures.js';
import { noteIssued } from './store-identity.js';
import { sweepStore } from './sweep-store.js';

const INTERVAL_MS = 60 * 60 * 1000;
/** After a sweep that could not be done: what kept it may be over. */
const AGAIN_MS = 5 * 60 * 1000;
/** A database that hangs does not keep the server from stopping. */
const END_WITHIN_MS = 2000;

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
  const end = new AbortController();
  const running = (async () => {
    while (!end.signal.aborted) {
      const done = await sweepOnce(orm, pictures, databaseUrl, log, end.signal);
      const wait = pause(done ? INTERVAL_MS : AGAIN_MS, undefined, { signal: end.signal, ref: false });
      await wait.catch(() => {});
    }
    // A file that was put there by hand meanwhile is then no sign of a database that went back in time.
    await noteIssued(orm.em, new Date()).catch(() => {});
  })();
  return async () => {
    end.abort();
    await Promise.race([running, pause(END_WITHIN_MS, undefined, { ref: false })]);
  };
}

/** @returns false when it has to be tried again soon */
async function sweepOnce(
  orm: Orm,
  pictures: Pictures,
  databaseUrl: string,
  log: Logger,
  until: AbortSignal,
): Promise<boolean> {
  let done = true;
  try {
    await withDatabaseLock(databaseUrl, 'sweep', 0, async () => {
      await removeStaleLeases(orm.em, new Date());
      const swept = await sweepStore(orm.em, pictures, new Date(), log, until);
      done = swept.done;
      if (swept.removed > 0) log.info({ removed: swept.removed }, 'removed pictures that no thumbnail knows');
    });
  } catch (err) {
    if (until.aborted) return true;
    log.warn({ err }, 'the hourly sweep failed');
    return false;
  }
  return done;
}
