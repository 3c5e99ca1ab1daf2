import { setTimeout as pause } from 'node:timers/promises';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Logger } from 'pino';
import { removeStaleLeases } from '../once/stale-leases.js';
import { withDatabaseLock } from '../persistence/database-lock.js';
import type { Orm } from '../persistence/orm.js';
import type { Pictures } from './pictures.js';
import { noteIssued, readIdentity } from './store-identity.js';
import type { IdleSpan } from './survey-store.js';
import { sweepStore } from './sweep-store.js';

const INTERVAL_MS = 60 * 60 * 1000;
/** After a sweep that could not be done: what kept it may be over. */
const AGAIN_MS = 5 * 60 * 1000;
/** A store that hangs or is large does not keep the server from starting. */
const BEGIN_WITHIN_MS = 1000;
/** A database that hangs does not keep it from stopping. */
const END_WITHIN_MS = 2000;

/**
 * Removes pictures that no row knows, and leases of nodes that died, now and every hour, on one node at a time and
 * beside the serving. Call it before anything is uploaded. Usually the first sweep is over when it returns, so that
 * `/health/ready` knows from the beginning whose the store is.
 * @returns a function that ends it, also in the middle of a sweep: the next one continues.
 */
export async function startSweeping(
  orm: Orm,
  pictures: Pictures,
  databaseUrl: string,
  log: Logger,
): Promise<() => Promise<void>> {
  const { em } = orm;
  const end = new AbortController();
  // Read before the first upload: afterwards it would no longer tell of a database that was restored before the start.
  const beforeStart = idleBefore(em, new Date());
  beforeStart.catch(() => {});
  let agreed = false;

  /** @returns false when it has to be tried again soon */
  const sweep = async (): Promise<boolean> => {
    let done = true;
    await withDatabaseLock(databaseUrl, 'sweep', 0, async () => {
      await removeStaleLeases(em, new Date());
      const idle = agreed ? null : await beforeStart;
      const swept = await sweepStore(em, pictures, new Date(), idle, log, end.signal);
      agreed = done = swept.done;
      if (swept.removed > 0) log.info({ removed: swept.removed }, 'removed pictures that no thumbnail uses');
    });
    return done;
  };
  const sweepOrTell = () =>
    sweep().catch((err: unknown) => {
      if (!end.signal.aborted) log.warn({ err }, 'the hourly sweep failed');
      return false;
    });
  const first = sweepOrTell();
  const running = (async () => {
    let done = await first;
    while (!end.signal.aborted) {
      const wait = pause(done ? INTERVAL_MS : AGAIN_MS, undefined, { signal: end.signal, ref: false });
      await wait.then(
        async () => {
          done = await sweepOrTell();
        },
        () => {},
      );
    }
    // A folder that was put there by hand meanwhile is then no sign of a database that went back in time.
    if (agreed) await noteIssued(em, new Date()).catch(() => {});
  })();
  await Promise.race([first, pause(BEGIN_WITHIN_MS)]);
  return async () => {
    end.abort();
    await Promise.race([running, pause(END_WITHIN_MS)]);
  };
}

async function idleBefore(em: SqlEntityManager, before: Date): Promise<IdleSpan> {
  return { after: (await readIdentity(em)).issuedAt, before };
}
