import { ConnectionException } from '@mikro-orm/core';

/** No connection could be had in time. The ORM may wrap it, and keeps the code. */
export class NoConnectionError extends Error {
  override readonly name = 'NoConnectionError';
  readonly code = 'NO_CONNECTION';
}

/** A statement exceeded its timeout, and was ended together with its connection. */
export class StatementTimeoutError extends Error {
  override readonly name = 'StatementTimeoutError';
  readonly code = 'STATEMENT_TIMEOUT';
}

/** Codes of drivers and of the operating system that all mean: not now, and it is not the statement's fault. */
const AWAY_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'ER_ABORTING_CONNECTION',
  'ER_ACCESS_DENIED_ERROR',
  'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION',
  // MariaDB: another transaction has changed the row meanwhile, again and again.
  'ER_CHECKREAD',
  'ER_CON_COUNT_ERROR',
  'ER_DISK_FULL',
  'ER_ENGINE_OUT_OF_MEMORY',
  'ER_ERROR_ON_READ',
  'ER_ERROR_ON_WRITE',
  // An error of the storage engine, such as a full disk.
  'ER_GET_ERRNO',
  'ER_INNODB_READ_ONLY',
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_NORMAL_SHUTDOWN',
  // read_only and super_read_only.
  'ER_OPTION_PREVENTS_STATEMENT',
  'ER_OUTOFMEMORY',
  'ER_OUT_OF_RESOURCES',
  'ER_QUERY_INTERRUPTED',
  'ER_READ_ONLY_MODE',
  'ER_RECORD_FILE_FULL',
  'ER_SERVER_SHUTDOWN',
  'ER_TOO_MANY_USER_CONNECTIONS',
  'ER_USER_LIMIT_REACHED',
  'NO_CONNECTION',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'STATEMENT_TIMEOUT',
]);

/** MariaDB's ER_CONNECTION_KILLED, and the two for a statement that took too long: MariaDB's own and MySQL's. */
const CONNECTION_KILLED = 1927;
const STATEMENT_TIMEOUTS = new Set([1969, 3024]);
/** SQLite's interrupt: a statement ended by itself. */
const INTERRUPTED = 9;

/**
 * SQLite's codes for a file that cannot be used for now: abort (of a transaction that was lost), busy, locked, no memory,
 * read only, interrupted, I/O error, corrupt, full, cannot open, protocol (of locks), not a database.
 */
const SQLITE_AWAY = new Set([4, 5, 6, 7, 8, INTERRUPTED, 10, 11, 13, 14, 15, 26]);

/** Whether another process held the file for longer than we wait. The low byte is the code, the rest its kind. */
export function isSqliteBusy(errcode: unknown): boolean {
  return typeof errcode === 'number' && (errcode & 0xff) === 5;
}

/** Whether the engine itself ended a statement that took too long; one that does not answer at all is away. */
export function isStatementTimeout(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('errcode' in error) return error.errcode === INTERRUPTED;
  return 'errno' in error && typeof error.errno === 'number' && STATEMENT_TIMEOUTS.has(error.errno);
}

/** Whether an error means that the database cannot be used for the moment, as opposed to a fault in our code. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof ConnectionException) return true;
  if ('errcode' in error) return typeof error.errcode === 'number' && SQLITE_AWAY.has(error.errcode & 0xff);
  // By number: the client does not know the names of MariaDB's own faults.
  if ('errno' in error && error.errno === CONNECTION_KILLED) return true;
  if (isStatementTimeout(error)) return true;
  return 'code' in error && AWAY_CODES.has(String(error.code));
}
