import type { PoolConnection } from 'mysql2';

/** Of a statement's time, the share that the server gets: its own end of a statement keeps the connection. */
const SERVER_SHARE = 0.9;

/**
 * Sets everything about a new connection that decides whether our statements are safe and right, so that no setting of the
 * server does. Our values are escaped with backslashes, which NO_BACKSLASH_ESCAPES would turn into SQL of the client.
 * @param limits how long each step may take, and later every statement; undefined for as long as that needs
 */
export async function prepareSession(
  connection: PoolConnection,
  limits: { readonly acquireTimeoutMs: number; readonly statementTimeoutMs: number | undefined },
): Promise<void> {
  const { acquireTimeoutMs: timeout, statementTimeoutMs } = limits;
  const run = (sql: string) =>
    new Promise<void>((resolve, reject) => {
      connection.query({ sql, timeout }, (error) => (error ? reject(error) : resolve()));
    });
  await run('set names utf8mb4');
  await run('set session transaction isolation level repeatable read');
  await run(`set session ${[...SESSION, ...timeLimits(statementTimeoutMs)].join(', ')}`);
}

const SESSION = [
  "sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
  "time_zone = '+00:00'",
  'autocommit = 1',
  'foreign_key_checks = 1',
  'unique_checks = 1',
  'sql_auto_is_null = 0',
  'sql_big_selects = 1',
  'sql_safe_updates = 0',
  'sql_select_limit = 18446744073709551615',
];

function timeLimits(statementTimeoutMs: number | undefined): string[] {
  if (statementTimeoutMs === undefined) return [];
  const milliseconds = Math.max(1, Math.floor(statementTimeoutMs * SERVER_SHARE));
  const seconds = Math.max(1, Math.floor(milliseconds / 1000));
  return [
    `innodb_lock_wait_timeout = ${seconds}`,
    // Each server reads the comment that is meant for it: MySQL limits selects, MariaDB every statement.
    `lock_wait_timeout = ${seconds} /*!80000 , max_execution_time = ${milliseconds} */ /*M!100100 , max_statement_time = ${milliseconds / 1000} */`,
  ];
}
