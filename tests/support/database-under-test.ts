import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMysqlDatabase, dropMysqlDatabase } from './create-mysql-database.js';

declare global {
  var databaseEngine: 'sqlite' | 'mysql' | undefined;
}

/** An empty database that belongs to one test alone. */
export interface DatabaseUnderTest {
  readonly engine: 'sqlite' | 'mysql';
  /** What the server takes as DATABASE_URL. */
  readonly url: string;
  remove(): Promise<void>;
}

/** A fresh database on the engine of the jest project that runs this test; SQLite where it names none. */
export async function databaseUnderTest(): Promise<DatabaseUnderTest> {
  return globalThis.databaseEngine === 'mysql' ? freshMysql() : freshSqlite();
}

async function freshSqlite(): Promise<DatabaseUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'thumbnail-sqlite-'));
  return {
    engine: 'sqlite',
    url: `sqlite:${join(folder, 'thumbnails.sqlite')}`,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function freshMysql(): Promise<DatabaseUnderTest> {
  const server = process.env.TEST_MYSQL_URL;
  if (!server) throw new Error('TEST_MYSQL_URL is not set: run the tests through "npm test"');
  const url = await createMysqlDatabase(server);
  return { engine: 'mysql', url, remove: () => dropMysqlDatabase(url) };
}
