import { DeadlockException } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';

/** MariaDB's ER_CHECKREAD: with its snapshot isolation, another transaction has changed a row since ours read it. */
const CHANGED_SINCE_READ = 1020;

const policy = retry(handleWhen(wasTakenBack), {
  maxAttempts: 4,
  backoff: new ExponentialBackoff({ initialDelay: 20, maxDelay: 200 }),
});

/**
 * Runs work in one transaction. Where the engine takes the whole transaction back for the sake of another one, the work is
 * run again from its beginning, a few times, each time with an entity manager that knows no row yet.
 * @param work changes nothing but the database, and creates its entities itself
 */
export function inTransaction<T>(
  em: SqlEntityManager,
  work: (transaction: SqlEntityManager) => Promise<T>,
): Promise<T> {
  return policy.execute(() => em.fork().transactional(work));
}

/** Whether the engine undid a transaction that might have succeeded at another moment: a deadlock, or a conflict of snapshots. */
function wasTakenBack(error: unknown): boolean {
  if (error instanceof DeadlockException) return true;
  return error instanceof Error && 'errno' in error && error.errno === CHANGED_SINCE_READ;
}
