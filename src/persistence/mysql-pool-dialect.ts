import { setTimeout as pause } from 'node:timers/promises';
import { MysqlDialect, type MysqlPool } from 'kysely';
import { createPool, type Pool, type PoolConnection } from 'mysql2';
import { NoConnectionError } from './database-away.js';
import { LimitedConnection } from './mysql-limited-connection.js';
import { prepareSession } from './mysql-session.js';

/** How long connections may take to say goodbye. */
const GOODBYE_MS = 1000;

/** Limits of the pool. */
export interface MysqlLimits {
  readonly poolMax: number;
  readonly acquireTimeoutMs: number;
  /** How long a statement may take; undefined for as long as it needs. */
  readonly statementTimeoutMs: number | undefined;
}

/**
 * The MySQL dialect over mysql2's pool, with what this pool lacks: a limit on how long a request may wait for a connection,
 * a limit on how long a statement may take, and connections that do not depend on the settings of the server.
 */
export class MysqlPoolDialect extends MysqlDialect {
  readonly most: number;
  /** Connections in use, and requests that wait for one. */
  readonly use: Pick<PoolUse, 'busy' | 'waiting'>;

  constructor(url: string, limits: MysqlLimits) {
    const use = new PoolUse();
    super({ pool: async () => openPool(url, limits, use) });
    this.most = limits.poolMax;
    this.use = use;
  }
}

class PoolUse {
  readonly taken = new Set<object>();
  waiting = 0;

  get busy(): number {
    return this.taken.size;
  }

  discard(connection: PoolConnection): void {
    this.taken.delete(connection);
    connection.destroy();
  }
}

function openPool(url: string, limits: MysqlLimits, use: PoolUse): MysqlPool {
  const { poolMax, acquireTimeoutMs, statementTimeoutMs } = limits;
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
  const open = new Set<PoolConnection>();
  pool.on('connection', (connection) => {
    open.add(connection);
    for (const loss of ['end', 'error']) {
      connection.once(loss, () => {
        open.delete(connection);
        // One that is lost while it is in use is never released.
        use.taken.delete(connection);
      });
    }
  });
  const prepared = new WeakSet<PoolConnection>();
  const take = async (): Promise<PoolConnection> => {
    const connection = await fromPool(pool);
    if (prepared.has(connection)) return connection;
    try {
      await prepareSession(connection, limits);
    } catch (error) {
      use.discard(connection);
      throw error;
    }
    prepared.add(connection);
    return connection;
  };
  return {
    end: (callback) => {
      const ended = new Promise<void>((resolve, reject) => {
        pool.end((error) => (error ? reject(error) : resolve()));
      });
      // A server that hangs does not answer a goodbye.
      const cut = pause(GOODBYE_MS, undefined, { ref: false }).then(() => {
        for (const connection of open) connection.destroy();
      });
      Promise.race([ended, cut]).then(() => callback(undefined), callback);
    },
    getConnection: (callback) => {
      use.waiting += 1;
      inTime(take(), acquireTimeoutMs)
        .finally(() => {
          use.waiting -= 1;
        })
        .then(
          (connection) =>
            callback(
              undefined,
              new LimitedConnection(connection, () => use.discard(connection), statementTimeoutMs),
            ),
          // Kysely ignores the connection of a failure, but its type has no form without one.
          callback as (error: unknown) => void,
        );
    },
  };
}

function fromPool(pool: Pool): Promise<PoolConnection> {
  return new Promise((resolve, reject) => {
    pool.getConnection((error, connection) => (error ? reject(error) : resolve(connection)));
  });
}

/** @throws NoConnectionError; a connection that comes later goes back to the pool. */
function inTime(taking: Promise<PoolConnection>, milliseconds: number): Promise<PoolConnection> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      reject(new NoConnectionError(`No connection became free within ${milliseconds} ms.`));
    }, milliseconds);
    taking.then(
      (connection) => {
        if (isLate) return connection.release();
        clearTimeout(timer);
        resolve(connection);
      },
      (cause: unknown) => {
        clearTimeout(timer);
        reject(new NoConnectionError('No connection could be opened.', { cause }));
      },
    );
  });
}
