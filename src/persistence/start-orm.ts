import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type EntityClass, MikroORM } from '@mikro-orm/core';
import type { Logger } from 'pino';
import { parseDatabaseUrl } from '../config/database-url.js';
import { withDatabaseLock } from './database-lock.js';
import { isSqlite } from './engine.js';
import type { Orm } from './orm.js';
import { type DatabaseSettings, ormOptions } from './orm-options.js';
import { fixStatistics } from './sqlite/fixed-statistics.js';

/** How long a starting node waits for another one that migrates. */
const MIGRATION_WAIT_SECONDS = 60;
/** The migrator works on one connection; a second one is for what it asks beside its transaction. */
const MIGRATION_CONNECTIONS = 2;

/**
 * Connects, brings the schema up to date under the lock, and returns the ORM.
 * @throws the driver's error when the database cannot be reached.
 */
export async function startOrm(
  database: DatabaseSettings,
  entities: EntityClass<object>[],
  log: Logger,
): Promise<Orm> {
  const address = parseDatabaseUrl(database.url);
  if (address.engine === 'sqlite') await mkdir(dirname(address.file), { recursive: true });
  await migrate(database, log);
  return openOrm(database, entities, log);
}

/** Runs the migrations on connections of their own, since building an index takes longer than a statement may. */
async function migrate(database: DatabaseSettings, log: Logger): Promise<void> {
  const settings = { ...database, statementTimeoutMs: undefined, poolMax: MIGRATION_CONNECTIONS };
  const orm = await openOrm(settings, [], log);
  try {
    const migrated = await withDatabaseLock(database.url, 'migrate', MIGRATION_WAIT_SECONDS, async () => {
      await orm.migrator.up();
      if (isSqlite(orm.em)) await fixStatistics(orm);
    });
    if (!migrated) throw new Error('Another node has been migrating the database for too long.');
  } finally {
    await orm.close(true);
  }
}

function openOrm(database: DatabaseSettings, entities: EntityClass<object>[], log: Logger): Promise<Orm> {
  return MikroORM.init({
    ...ormOptions(database, entities),
    discovery: { warnWhenNoEntities: false },
    colors: false,
    // Statements hold what clients wrote: they are logged only at the finest level.
    debug: log.isLevelEnabled('trace'),
    logger: (message) => log.trace(message),
  });
}
