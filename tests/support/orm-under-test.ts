import { pino } from 'pino';
import { entities } from '../../src/entities.js';
import type { Orm } from '../../src/persistence/orm.js';
import { startOrm } from '../../src/persistence/start-orm.js';
import { databaseUnderTest } from './database-under-test.js';

/** The ORM on an empty database of its own, without a server around it. */
export async function ormUnderTest(): Promise<{ readonly orm: Orm; readonly remove: () => Promise<void> }> {
  const { url, remove } = await databaseUnderTest();
  const orm = await startOrm(
    { url, poolMax: 10, acquireTimeoutMs: 1000, statementTimeoutMs: 5000 },
    entities,
    pino({ level: 'silent' }),
  );
  return {
    orm,
    remove: async () => {
      await orm.close();
      await remove();
    },
  };
}
