import { MysqlDialect, type MysqlPool } from 'kysely';
import { createPool } from 'mysql2';
import type { Config } from '../config.js';

/** Why no connection could be had. The ORM may wrap it, and keeps the code. */
class NoConnectionError extends Error {
  override readonly name = 'NoConnectionError';
  readonly code = 'NO_CONNECTION';
}

/**
 * The MySQL dialect over mysql2's pool, with the one thing that this pool lacks: a limit on how long a request
 * may wait for a connection. Without it every request hangs as long as the slowest statement does.
 */
export class MysqlPoolDialect extends MysqlDialect {
  /** Connections in use, and requests that wait for one. */
  readonly use: Pick<PoolUse, 'busy' | 'waiting'>;

  constructor(
    url: string,
    { poolMax, acquireTimeoutMs }: Pick<Config['database'], 'poolMax' | 'acquireTimeoutMs'>,
  ) {
    const use = new PoolUse();
    super({ pool: async () => openPool(url, poolMax, acquireTimeoutMs, use) });
    this.use = use;
  }
}

class PoolUse {
  readonly taken = new Set<object>();
  waiting = 0;

  get busy(): number {
    return this.taken.size;
  }
}

function openPool(url: string, poolMax: number, acquireTimeoutMs: number, use: PoolUse): MysqlPool {
  const pool = createPool({
    uri: url,
    connectionLimit: poolMax,
    connectTimeout: acquireTimeoutMs,
    // What MikroORM's own MySQL connection sets, and its types rely on.
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
  });
  pool.on('acquire', (connection) => use.taken.add(connection));
  pool.on('release', (connection) => use.taken.delete(connection));
  // One that is lost while it is in use is never released.
  pool.on('connection', (connection) => {
    for (const loss of ['end', 'error']) connection.once(loss, () => use.taken.delete(connection));
  });
  return {
    end: (callback) => pool.end(callback),
    getConnection: (callback) => {
      let waiting = true;
      use.waiting += 1;
      // Kysely ignores the connection of a failure, but its type has no form without one.
      const fail = callback as (error: unknown) => void;
      const refuse = (reason: string, cause?: unknown) => fail(new NoConnectionError(reason, { cause }));
      const timer = setTimeout(() => {
        waiting = false;
        use.waiting -= 1;
        refuse(`No connection became free within ${acquireTimeoutMs} ms.`);
      }, acquireTimeoutMs);
      pool.getConnection((error, connection) => {
        if (!waiting) return connection?.release();
        clearTimeout(timer);
        use.waiting -= 1;
        if (error) refuse('No connection could be opened.', error);
        else callback(undefined, connection);
      });
    },
  };
}
