import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { workerData } from 'node:worker_threads';

// Runs in a thread. It imports nothing else of this project, so that Node can load it as it is, without a loader for TypeScript.

/** How the thread opens its connection. */
export interface SqliteWorkerSettings {
  readonly file: string;
  readonly mayWrite: boolean;
  /** How long SQLite waits for another process that writes, in milliseconds. */
  readonly busyTimeoutMs: number;
  /** How long a statement that asks `within_time()` may run, in milliseconds. */
  readonly scanTimeoutMs: number;
}

/** One statement, and the transaction that it belongs to; null for none. */
export interface SqliteTask {
  readonly sql: string;
  readonly transaction: number | null;
}

/** What became of a statement. A fault is a value, since a copied error loses the code of SQLite. */
export type SqliteOutcome =
  | {
      /** Names of the columns; empty for a statement that gives no rows. */
      readonly columns: readonly string[];
      readonly rows: readonly (readonly SQLOutputValue[])[];
      readonly changes: number;
      readonly insertId: number;
    }
  | { readonly message: string; readonly errcode: number };

/** SQLITE_ABORT: the transaction of a statement is not the open one. */
const TRANSACTION_LOST = 4;
/** SQLITE_INTERRUPT: a statement ended itself because its time is over. */
const INTERRUPTED = 9;
/** Reading the clock takes longer than looking at a row. */
const ROWS_PER_LOOK = 256;
/** I/O error, corrupt, cannot open, not a database: the connection may hold a state that is no longer true. */
const BROKEN = new Set([10, 11, 14, 26]);

const settings: SqliteWorkerSettings = workerData;
let connection: DatabaseSync | undefined;
let openTransaction: number | null = null;
let latest = Number.POSITIVE_INFINITY;
let rowsUntilLook = ROWS_PER_LOOK;

class TimeOverError extends Error {}

/** Runs one statement on the connection of this thread, which opens with the first one and closes with `close`. */
export function execute({ sql, transaction }: SqliteTask): SqliteOutcome {
  try {
    if (sql === 'close') {
      forget();
      return nothing();
    }
    latest = performance.now() + settings.scanTimeoutMs;
    return run(opened(), sql, transaction);
  } catch (error) {
    return told(error);
  }
}

function run(database: DatabaseSync, sql: string, transaction: number | null): SqliteOutcome {
  if (transaction !== openTransaction) {
    // The owner of the open transaction abandoned it, and no longer waits for an answer.
    endTransaction(database);
    if (sql === 'rollback') return nothing();
    if (transaction !== null && !sql.startsWith('begin')) {
      return { message: 'the transaction was lost', errcode: TRANSACTION_LOST };
    }
  }
  if (sql === 'rollback') {
    endTransaction(database);
    return nothing();
  }
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  const columns = statement.columns().map(({ name }) => name);
  // The types do not follow setReturnArrays.
  const rows = columns.length > 0 ? (statement.all() as unknown as SQLOutputValue[][]) : [];
  const { changes, lastInsertRowid } =
    columns.length > 0 ? { changes: rows.length, lastInsertRowid: 0 } : statement.run();
  openTransaction = database.isTransaction ? transaction : null;
  return { columns, rows, changes: Number(changes), insertId: Number(lastInsertRowid) };
}

/** SQLite ends a transaction by itself when the disk is full, and a second end would be a fault. */
function endTransaction(database: DatabaseSync): void {
  openTransaction = null;
  if (database.isTransaction) database.exec('rollback');
}

function opened(): DatabaseSync {
  if (connection) return connection;
  const { file, mayWrite, busyTimeoutMs } = settings;
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
  // Nothing else can end a statement that reads many rows: its thread receives no message meanwhile.
  database.function('within_time', { directOnly: true }, withinTime);
  try {
    // Readers then work beside a writer.
    if (mayWrite) database.exec('pragma journal_mode = wal; pragma synchronous = normal');
    else database.exec('pragma query_only = on');
  } catch (error) {
    database.close();
    throw error;
  }
  connection = database;
  return database;
}

function told(error: unknown): SqliteOutcome {
  if (error instanceof TimeOverError) return { message: 'the time is over', errcode: INTERRUPTED };
  if (!(error instanceof Error)) throw error;
  const errcode = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 0;
  if (BROKEN.has(errcode & 0xff)) forget();
  return { message: error.message, errcode };
}

/** True for every row, until the time of the statement is over. */
function withinTime(): number {
  rowsUntilLook -= 1;
  if (rowsUntilLook === 0) {
    rowsUntilLook = ROWS_PER_LOOK;
    if (performance.now() > latest) throw new TimeOverError();
  }
  return 1;
}

/** The next statement opens the file again. */
function forget(): void {
  openTransaction = null;
  try {
    connection?.close();
  } catch {
    // It is abandoned in any case.
  }
  connection = undefined;
}

function nothing(): SqliteOutcome {
  return { columns: [], rows: [], changes: 0, insertId: 0 };
}
