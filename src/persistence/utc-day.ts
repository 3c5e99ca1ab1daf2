import type { SqlEntityManager } from '@mikro-orm/sql';
import { SqliteDriver } from '@mikro-orm/sql';

/** SQL for the UTC day of a time column as YYYY-MM-DD. SQLite keeps times as milliseconds since 1970. */
export function utcDay(em: SqlEntityManager, column: string): string {
  return em.getDriver() instanceof SqliteDriver
    ? `date(${column} / 1000, 'unixepoch')`
    : `date_format(${column}, '%Y-%m-%d')`;
}
