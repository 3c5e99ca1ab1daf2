import { writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CompiledQuery, Kysely } from 'kysely';
import { parseDatabaseUrl } from '../../src/config/database-url.js';
import { isDatabaseAway } from '../../src/persistence/database-away.js';
import { SqliteThreadsDialect } from '../../src/persistence/sqlite/sqlite-dialect.js';
import { type DatabaseUnderTest, databaseUnderTest } from '../support/database-under-test.js';

let database: DatabaseUnderTest;
let file: string;
let kysely: Kysely<unknown>;

beforeEach(async () => {
  database = await databaseUnderTest();
  const address = parseDatabaseUrl(database.url);
  if (address.engine !== 'sqlite') throw new Error('these tests are about SQLite');
  file = address.file;
  kysely = open({});
  await run('create table note (id integer primary key, words text)');
  await run("insert into note values (1, 'first')");
});

afterEach(async () => {
  await kysely.destroy();
  await database.remove();
});

function open(limits: { statementTimeoutMs?: number; acquireTimeoutMs?: number }): Kysely<unknown> {
  const dialect = new SqliteThreadsDialect(file, {
    statementTimeoutMs: 5000,
    acquireTimeoutMs: 5000,
    ...limits,
  });
  return new Kysely({ dialect });
}

const run = async (sql: string) => (await kysely.executeQuery(CompiledQuery.raw(sql))).rows;
const count = async () => Object.values((await run('select count(*) from note'))[0] as object)[0];

/** A transaction that adds a row of that many bytes. */
async function add(bytes: number): Promise<void> {
  const transaction = await kysely.startTransaction().execute();
  try {
    await transaction.executeQuery(
      CompiledQuery.raw(`insert into note (words) values (hex(zeroblob(${bytes / 2})))`),
    );
    await transaction.commit().execute();
  } catch (error) {
    await transaction.rollback().execute();
    throw error;
  }
}

const away = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => 'nothing was thrown',
    (thrown: unknown) => thrown,
  );
  expect({ error, away: isDatabaseAway(error) }).toMatchObject({ away: true });
};

describe('a fault of the file', () => {
  it('full: is told in and outside of a transaction, reading goes on, and it recovers', async () => {
    await run('pragma max_page_count = 10');
    await away(add(100_000));
    await away(add(100_000));
    await away(run('insert into note (words) values (hex(zeroblob(50000)))'));
    expect(await count()).toBe(1);
    await run('pragma max_page_count = 10000');
    await add(100_000);
    expect(await count()).toBe(2);
  });

  it('read-only: is told, reading goes on, and it recovers', async () => {
    await run('pragma query_only = on');
    await away(add(10));
    await away(run('delete from note'));
    expect(await count()).toBe(1);
    await run('pragma query_only = off');
    await add(10);
    expect(await count()).toBe(2);
  });

  it('corrupt: is told, and a file that was put back is used', async () => {
    await kysely.destroy();
    const good = new DatabaseSync(file);
    good.exec(`vacuum into '${file}.good'`);
    good.close();
    await writeFile(file, 'this is no database, '.repeat(1000));
    kysely = open({});
    await away(run('select count(*) from note'));
    await away(add(10));
    const { rename } = await import('node:fs/promises');
    await rename(`${file}.good`, file);
    await add(10);
    expect(await count()).toBe(2);
  });
});

describe('another process that writes', () => {
  it('keeps no reader waiting, and writers only until it is done', async () => {
    const other = new DatabaseSync(file);
    other.exec('begin immediate');
    const added = add(10);
    expect(await count()).toBe(1);
    other.exec('commit');
    await added;
    expect(await count()).toBe(2);
    other.close();
  });

  it('is told when it writes for too long, and those who wait for the turn hear it too', async () => {
    await kysely.destroy();
    kysely = open({ statementTimeoutMs: 3000, acquireTimeoutMs: 1000 });
    await count();
    const other = new DatabaseSync(file);
    other.exec('begin immediate');
    await Promise.all([away(add(10)), away(add(10)), away(run('delete from note'))]);
    other.exec('commit');
    other.close();
    await add(10);
    expect(await count()).toBe(2);
  });
});

describe('a statement that does not come back', () => {
  const endless =
    'with recursive n(x) as (select 1 union all select x + 1 from n where x < 12000000) select count(*) from n';

  it('is given up, and others are answered by another thread', async () => {
    await kysely.destroy();
    kysely = open({ statementTimeoutMs: 3000 });
    await count();
    await Promise.all([1, 2, 3, 4].map(() => away(run(`select (${endless})`))));
    expect(await count()).toBe(1);
  });

  it('ends itself where it asks the clock, and its thread goes on', async () => {
    await kysely.destroy();
    kysely = open({ statementTimeoutMs: 2000 });
    await count();
    const scan = endless.replace('from n where', 'from n where within_time() and');
    const startedAt = performance.now();
    await away(run(`select (${scan.replace('12000000', '1e15')})`));
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(await count()).toBe(1);
  });

  it('takes its whole transaction with it', async () => {
    await kysely.destroy();
    kysely = open({ statementTimeoutMs: 3000 });
    await count();
    const transaction = await kysely.startTransaction().execute();
    const inside = (sql: string) => transaction.executeQuery(CompiledQuery.raw(sql));
    await inside("insert into note values (2, 'lost')");
    await away(inside(endless));
    await away(inside("insert into note values (3, 'lost too')"));
    await transaction.rollback().execute();
    expect(await count()).toBe(1);
  });
});
