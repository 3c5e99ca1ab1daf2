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
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_SERVER_SHUTDOWN',
  'NO_CONNECTION',
  'PROTOCOL_CONNECTION_LOST',
]);

/** Whether an error means that the database cannot be used for the moment, as opposed to a fault of ours. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof ConnectionException) return true;
  return 'code' in error && AWAY_CODES.has(String(error.code));
}
