import { MikroORM } from '@mikro-orm/core';
import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { ormOptions } from '../../src/persistence/orm-options.js';
import { databaseUnderTest } from './database-under-test.js';

/** Statements that change the schema or note that a migration ran. */
const STEP = /^\s*(create|alter|drop|insert|update|delete|rename)\b/i;

/** Runs all migrations on the database, but ends before the step of that number, as a killed node would. */
async function migrate(url: string, endBefore: number): Promise<{ steps: number; schema: string[] }> {
  let steps = 0;
  const orm = await MikroORM.init<AbstractSqlDriver>({
    ...ormOptions({ url, poolMax: 2, acquireTimeoutMs: 5000, statementTimeoutMs: undefined }, []),
    discovery: { warnWhenNoEntities: false },
    logger: () => {},
    onQuery: (sql) => {
      if (STEP.test(sql) && steps++ === endBefore) throw new Error('ended here');
      return sql;
    },
  });
  try {
    await orm.migrator.up();
    return { steps, schema: await schemaOf(orm) };
  } finally {
    await orm.close(true);
  }
}

/** The statements that would make the tables as they are, in their order. */
async function schemaOf(orm: MikroORM<AbstractSqlDriver>): Promise<string[]> {
  const ask = (sql: string): Promise<Record<string, string>[]> => orm.em.getConnection().execute(sql);
  if (globalThis.databaseEngine !== 'mysql') {
    const rows = await ask('select sql from sqlite_master where sql is not null order by type, name');
    return rows.map(({ sql }) => sql ?? '');
  }
  const tables = (await ask('show tables')).flatMap((row) => Object.values(row)).sort();
  const created = [];
  for (const table of tables)
    created.push((await ask(`show create table \`${table}\``))[0]?.['Create Table'] ?? '');
  return created.map((sql) => sql.replace(/ AUTO_INCREMENT=\d+/, ''));
}

/**
 * Interrupts the migrations once before each of their steps, starts them again, and compares the schema with that of a
 * run that nothing interrupted.
 * @returns the number of steps, and of those after which the schema differed or the second run failed.
 */
export async function interruptEverywhere(): Promise<{ steps: number; failures: string[] }> {
  const whole = await onFreshDatabase((url) => migrate(url, Number.POSITIVE_INFINITY));
  const failures: string[] = [];
  for (let step = 0; step < whole.steps; step++) {
    const again = await onFreshDatabase(async (url) => {
      const first = await migrate(url, step).catch((error: unknown) => String(error));
      if (!String(first).includes('ended here')) throw new Error(`not interrupted at step ${step}: ${first}`);
      return migrate(url, Number.POSITIVE_INFINITY).catch((error: unknown) => String(error));
    });
    const schema = typeof again === 'string' ? again : again.schema.join('\n');
    if (schema !== whole.schema.join('\n')) failures.push(`step ${step}: ${schema.slice(0, 500)}`);
  }
  return { steps: whole.steps, failures };
}

async function onFreshDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const { url, remove } = await databaseUnderTest();
  try {
    return await work(url);
  } finally {
    await remove();
  }
}
