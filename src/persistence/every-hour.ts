import type { Logger } from 'pino';
import { withDatabaseLock } from './database-lock.js';

const INTERVAL_MS = 60 * 60 * 1000;

/**
 * Does some work now and every hour, beside the serving and on one node of the database at a time; a failure is logged.
 * @param name of the work, for the lock and for the log
 * @returns a function that ends it, also in the middle of its work: the next one continues.
 */
export function everyHour(
  name: string,
  databaseUrl: string,
  log: Logger,
  work: (signal: AbortSignal) => Promise<void>,
): () => Promise<void> {
  const end = new AbortController();
  let running: Promise<unknown> = Promise.resolve();
  const begin = () => {
    running = withDatabaseLock(databaseUrl, name, 0, () => work(end.signal)).catch((err: unknown) => {
      if (!end.signal.aborted) log.warn({ err, work: name }, 'the hourly work failed');
    });
  };
  begin();
  const timer = setInterval(begin, INTERVAL_MS).unref();
  return async () => {
    clearInterval(timer);
    end.abort();
    await running;
  };
}
