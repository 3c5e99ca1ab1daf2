import { ConnectionException } from '@mikro-orm/core';

/** Codes of drivers and of the operating system that all mean: not now, and it is not the statement's fault. */
const AWAY_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'ER_CON_COUNT_ERROR',
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_SERVER_SHUTDOWN',
  'NO_CONNECTION',
  'PROTOCOL_CONNECTION_LOST',
]);

/** Whether another process held the file for longer than we wait. The low byte is the code, the rest its kind. */
export function isSqliteBusy(errcode: unknown): boolean {
  return typeof errcode === 'number' && (errcode & 0xff) === 5;
}

/** Whether an error means that the database cannot be used for the moment, as opposed to a fault of ours. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof ConnectionException) return true;
  if ('errcode' in error) return isSqliteBusy(error.errcode);
  return 'code' in error && AWAY_CODES.has(String(error.code));
}
