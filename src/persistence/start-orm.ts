import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type EntityClass, MikroORM } from '@mikro-orm/core';
import type { AbstractSqlDriver } from '@mikro-orm/sql';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { withDatabaseLock } from './database-lock.js';
import { parseDatabaseUrl } from './database-url.js';
import { ormOptions } from './orm-options.js';

/** How long a starting node waits for another one that migrates. */
const MIGRATION_WAIT_SECONDS = 60;

export type Orm = MikroORM<AbstractSqlDriver>;

/**
 * Connects, brings the schema up to date under the lock, and returns the ORM.
 * @throws the driver's error when the database cannot be reached.
 */
export async function startOrm(
  database: Config['database'],
  entities: EntityClass<object>[],
  log: Logger,
): Promise<Orm> {
  const address = parseDatabaseUrl(database.url);
  if (address.engine === 'sqlite') await mkdir(dirname(address.file), { recursive: true });
  const orm = await MikroORM.init({
    ...ormOptions(database, entities),
    colors: false,
    // Statements hold what clients wrote: they are logged at the finest level alone.
    debug: log.isLevelEnabled('trace'),
    logger: (message) => log.trace(message),
  });
  try {
    if (address.engine === 'sqlite') await tuneSqlite(orm);
    const migrated = await withDatabaseLock(database.url, 'migrate', MIGRATION_WAIT_SECONDS, async () => {
      await orm.migrator.up();
    });
    if (!migrated) throw new Error('Another node has been migrating the database for too long.');
    return orm;
  } catch (error) {
    await orm.close(true);
    throw error;
  }
}

/** Readers beside a writer, and patience with a second process on the same file. */
async function tuneSqlite(orm: Orm): Promise<void> {
  const connection = orm.em.getConnection();
  await connection.execute('pragma journal_mode = wal');
  await connection.execute('pragma synchronous = normal');
  await connection.execute('pragma busy_timeout = 5000');
}
