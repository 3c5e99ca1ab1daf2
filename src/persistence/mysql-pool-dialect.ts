import { MysqlDialect, type MysqlPool } from 'kysely';
import { createPool, type PoolConnection } from 'mysql2';
import type { Config } from '../config.js';

/** Thrown when no connection became free in time. The ORM wraps it and keeps the code. */
class PoolExhaustedError extends Error {
  override readonly name = 'PoolExhaustedError';
  readonly code = 'POOL_EXHAUSTED';
}

/**
 * The MySQL dialect over mysql2's pool, with the one thing that this pool lacks: a limit on how long a request
 * may wait for a connection. Without it every request hangs as long as the slowest statement does.
 */
export class MysqlPoolDialect extends MysqlDialect {
  constructor(
    url: string,
    { poolMax, acquireTimeoutMs }: Pick<Config['database'], 'poolMax' | 'acquireTimeoutMs'>,
  ) {
    super({ pool: async () => openPool(url, poolMax, acquireTimeoutMs) });
  }
}

function openPool(url: string, poolMax: number, acquireTimeoutMs: number): MysqlPool {
  const pool = createPool({
    uri: url,
    connectionLimit: poolMax,
    connectTimeout: acquireTimeoutMs,
    // What MikroORM's own MySQL connection sets, and its types rely on.
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
  });
  return {
    end: (callback) => pool.end(callback),
    getConnection: (callback) => {
      let waiting = true;
      const settle = (error: unknown, connection?: PoolConnection) => {
        if (!waiting) return connection?.release();
        waiting = false;
        clearTimeout(timer);
        // Kysely ignores the second argument of a failure, and its type has no form without one.
        callback(error, connection as PoolConnection);
      };
      const timer = setTimeout(
        () => settle(new PoolExhaustedError(`No connection became free within ${acquireTimeoutMs} ms.`)),
        acquireTimeoutMs,
      );
      pool.getConnection((error, connection) => settle(error, connection));
    },
  };
}
