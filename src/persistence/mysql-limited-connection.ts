import type { MysqlPoolConnection } from 'kysely';
import type { PoolConnection, QueryValues } from 'mysql2';
import { StatementTimeoutError } from './database-away.js';

/** After one of these failed, it is not known whether the connection is in a transaction. */
const BOUNDARIES = new Set(['begin', 'commit', 'rollback']);

type Query = MysqlPoolConnection['query'];
type Callback = NonNullable<Parameters<Query>[2]>;

/**
 * A connection that is thrown away with a statement that does not come back: its answer could come later, and the pool would
 * wait for it. mysql2's own limit ends with the first packet of an answer.
 */
export class LimitedConnection implements MysqlPoolConnection {
  readonly #connection: PoolConnection;
  readonly #discard: () => void;
  readonly #timeoutMs: number | undefined;

  /** @param timeoutMs for the whole of a statement; undefined for as long as it needs */
  constructor(connection: PoolConnection, discard: () => void, timeoutMs: number | undefined) {
    this.#connection = connection;
    this.#discard = discard;
    this.#timeoutMs = timeoutMs;
  }

  get config(): object {
    return this.#connection.config;
  }

  get threadId(): number {
    return this.#connection.threadId;
  }

  connect(): void {}

  query(sql: string, parameters: QueryValues, callback?: Callback): ReturnType<Query> {
    if (!callback) return this.#connection.query(sql, parameters);
    let isOver = false;
    const finish: Callback = (error, result) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      if (error instanceof StatementTimeoutError || (error && BOUNDARIES.has(sql))) this.destroy();
      callback(error, result);
    };
    const giveUp = () => finish(new StatementTimeoutError(`No answer within ${this.#timeoutMs} ms.`), []);
    const timer = this.#timeoutMs === undefined ? undefined : setTimeout(giveUp, this.#timeoutMs);
    // The driver's type of a result lists all its forms; Kysely reads two of them.
    return this.#connection.query(sql, parameters, finish as (error: unknown, result: unknown) => void);
  }

  release(): void {
    this.#connection.release();
  }

  destroy(): void {
    this.#discard();
  }
}
