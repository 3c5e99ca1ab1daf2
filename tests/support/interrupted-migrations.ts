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
 * Ends the migrations once before each of their steps, starts them again, and compares the schema with that of a run that
 * nothing interrupted.
 * @returns the number of steps, and of those after which the schema differed or the second run failed
 */
export async function interruptEverywhere(): Promise<{ steps: number; failures: string[] }> {
  const whole = await onFreshDatabase((url) => migrate(url, Number.POSITIVE_INFINITY));
  const failures: string[] = [];
  const check = async (step: number, url: string) => {
    const { schema } = await migrate(url, Number.POSITIVE_INFINITY);
    if (schema.join('\n') !== whole.schema.join('\n')) failures.push(`step ${step}: ${schema.join('\n')}`);
  };
  const steps = Array.from({ length: whole.steps }, (_, step) => step);
  if (globalThis.databaseEngine === 'mysql') {
    for (const step of steps) {
      await onFreshDatabase(async (url) => {
        await end(url, step);
        await check(step, url);
      });
    }
  } else {
    // Each end takes back all that its run has done, so one database serves for all of them.
    await onFreshDatabase(async (url) => {
      // What notes the migrations is made before the transaction, and so in the first run alone.
      for (const step of steps.slice(0, -1)) await end(url, step);
      await check(whole.steps, url);
    });
  }
  return { steps: whole.steps, failures };
}

/** Runs the migrations up to that step. */
async function end(url: string, step: number): Promise<void> {
  const fault = await migrate(url, step).then(() => 'nothing', String);
  if (!fault.includes('ended here')) throw new Error(`not ended before step ${step}: ${fault}`);
}

async function onFreshDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const { url, remove } = await databaseUnderTest();
  try {
    return await work(url);
  } finally {
    await remove();
  }
}
