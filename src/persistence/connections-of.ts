import { MysqlPoolDialect } from './mysql-pool-dialect.js';
import type { Orm } from './orm.js';
import { SqliteThreadsDialect } from './sqlite/sqlite-dialect.js';

/** The connections of a server to its database. */
export interface Connections {
  /** Statements that can read at once. */
  readonly most: number;
  /** Connections in use, and requests that wait for one, at the moment. */
  readonly use: { readonly busy: number; readonly waiting: number };
}

export function connectionsOf(orm: Orm): Connections {
  const dialect = orm.config.get('driverOptions');
  if (dialect instanceof MysqlPoolDialect || dialect instanceof SqliteThreadsDialect) return dialect;
  throw new TypeError('The ORM was started with another dialect.');
}
