import { DataloaderType, type EntityClass } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { MySqlDriver } from '@mikro-orm/mysql';
import { type AbstractSqlDriver, NodeSqliteDialect, type Options, SqliteDriver } from '@mikro-orm/sql';
import type { Config } from '../config.js';
import { parseDatabaseUrl } from './database-url.js';
import { mysqlMigrations } from './migrations-mysql/mysql-migrations.js';
import { sqliteMigrations } from './migrations-sqlite/sqlite-migrations.js';
import { MysqlPoolDialect } from './mysql-pool-dialect.js';

/** The one ORM configuration: the server starts with it, and the command line reads it from mikro-orm.config.ts. */
export function ormOptions(
  database: Config['database'],
  entities: EntityClass<object>[],
): Options<AbstractSqlDriver> {
  const address = parseDatabaseUrl(database.url);
  const common = { entities, extensions: [Migrator], dataloader: DataloaderType.ALL, timezone: 'Z' };
  if (address.engine === 'sqlite') {
    return {
      ...common,
      driver: SqliteDriver,
      dbName: address.file,
      driverOptions: new NodeSqliteDialect(address.file),
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
