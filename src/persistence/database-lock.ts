import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { isSqliteBusy } from './database-away.js';
import { parseDatabaseUrl } from './database-url.js';

/**
 * Runs work while no other node of the same database holds the lock of that name. The lock lives on a connection
 * of its own, so it ends with the process that holds it, however that ends.
 * @returns false, without having run the work, when the lock did not become free in time.
 */
export async function withDatabaseLock(
  databaseUrl: string,
  name: string,
  waitSeconds: number,
  work: () => Promise<void>,
): Promise<boolean> {
  const address = parseDatabaseUrl(databaseUrl);
  const release =
    address.engine === 'mysql'
      ? await lockOnMysql(address.url, address.name, name, waitSeconds)
      : lockOnSqlite(address.file, name, waitSeconds);
  if (!release) return false;
  try {
    await work();
  } finally {
    await release();
  }
  return true;
}

type Release = () => Promise<void> | void;

async function lockOnMysql(
  url: string,
  database: string,
  name: string,
  waitSeconds: number,
): Promise<Release | undefined> {
  // The server's locks are shared by all its databases, and their names end at 64 characters.
  const scope = createHash('sha256').update(database).digest('hex').slice(0, 16);
  const connection = await createConnection(url);
  try {
    const [rows] = await connection.query<(RowDataPacket & { locked: unknown })[]>(
      'select get_lock(?, ?) as locked',
      [`${scope}:${name}`, waitSeconds],
    );
    if (Number(rows[0]?.locked) === 1) return () => connection.end();
  } catch (error) {
    connection.destroy();
    throw error;
  }
  await connection.end();
  return undefined;
}

/** An exclusive transaction on a file beside the database: the operating system drops it with the process. */
function lockOnSqlite(file: string, name: string, waitSeconds: number): Release | undefined {
  const lock = new DatabaseSync(`${file}.${name}.lock`, { timeout: waitSeconds * 1000 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'errcode' in error && isSqliteBusy(error.errcode)) return undefined;
    throw error;
  }
  return () => lock.close();
}
