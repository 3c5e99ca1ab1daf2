import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { parseDatabaseUrl } from '../config/database-url.js';
import { isSqliteBusy } from './database-away.js';

/** How long a server may take to connect, and to answer beyond the time that was asked for. */
const ANSWER_MS = 5000;
/** How often a lock that is held is tried again. */
const RETRY_MS = 50;

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
      : await lockOnSqlite(address.file, name, waitSeconds);
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
  const connection = await createConnection({ uri: url, connectTimeout: ANSWER_MS });
  try {
    const [rows] = await connection.query<(RowDataPacket & { locked: unknown })[]>({
      sql: 'select get_lock(?, ?) as locked',
      values: [`${scope}:${name}`, waitSeconds],
      timeout: waitSeconds * 1000 + ANSWER_MS,
    });
    // A lock ends with its connection, and a goodbye could wait for a server that hangs.
    if (Number(rows[0]?.locked) === 1) return () => connection.destroy();
  } catch (error) {
    connection.destroy();
    throw error;
  }
  connection.destroy();
  return undefined;
}

/** An exclusive transaction on a file beside the database: the operating system drops it with the process. */
async function lockOnSqlite(file: string, name: string, waitSeconds: number): Promise<Release | undefined> {
  const latest = performance.now() + waitSeconds * 1000;
  for (;;) {
    const release = tryLockOnSqlite(`${file}.${name}.lock`);
    if (release) return release;
    if (performance.now() >= latest) return undefined;
    await pause(RETRY_MS);
  }
}

/** Without waiting, since SQLite would wait on the event loop. */
function tryLockOnSqlite(file: string): Release | undefined {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'errcode' in error && isSqliteBusy(error.errcode)) return undefined;
    throw error;
  }
  return () => lock.close();
}
