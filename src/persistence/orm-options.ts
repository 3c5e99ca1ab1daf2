import { DataloaderType, type EntityClass } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { MySqlDriver } from '@mikro-orm/mysql';
import { type AbstractSqlDriver, type Options, SqliteDriver } from '@mikro-orm/sql';
import type { Config } from '../config/config.js';
import { parseDatabaseUrl } from '../config/database-url.js';
import { mysqlMigrations } from './migrations-mysql/mysql-migrations.js';
import { sqliteMigrations } from './migrations-sqlite/sqlite-migrations.js';
import { MysqlPoolDialect } from './mysql-pool-dialect.js';
import { SqliteThreadsDialect } from './sqlite/sqlite-dialect.js';

/** Where the database is, and its limits; migrations run without one for their statements. */
export type DatabaseSettings = Omit<Config['database'], 'statementTimeoutMs'> & {
  readonly statementTimeoutMs: number | undefined;
};

/** The one ORM configuration: the server starts with it, and the command line reads it from mikro-orm.config.ts. */
export function ormOptions(
  database: DatabaseSettings,
  entities: EntityClass<object>[],
): Options<AbstractSqlDriver> {
  const address = parseDatabaseUrl(database.url);
  const common = { entities, extensions: [Migrator], dataloader: DataloaderType.ALL, timezone: 'Z' };
  if (address.engine === 'sqlite') {
    return {
      ...common,
      driver: SqliteDriver,
      dbName: address.file,
      driverOptions: new SqliteThreadsDialect(address.file, database),
      migrations: { snapshot: false, migrationsList: sqliteMigrations },
    };
  }
  return {
    ...common,
    driver: MySqlDriver,
    dbName: address.name,
    driverOptions: new MysqlPoolDialect(address.url, database),
    migrations: { snapshot: false, migrationsList: mysqlMigrations },
  };
}
