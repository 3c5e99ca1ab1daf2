import type { SqlEntityManager } from '@mikro-orm/sql';
import { isSqlite } from './engine.js';

/** SQL for the UTC day of a time column as YYYY-MM-DD. SQLite keeps times as milliseconds since 1970. */
export function utcDay(em: SqlEntityManager, column: string): string {
  return isSqlite(em) ? `date(${column} / 1000, 'unixepoch')` : `date_format(${column}, '%Y-%m-%d')`;
}
