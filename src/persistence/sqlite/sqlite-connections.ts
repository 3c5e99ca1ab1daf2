import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  CompiledQuery as Query,
  type QueryResult,
} from 'kysely';
import type { SqliteResult, SqliteThreads } from './sqlite-threads.js';

/** Statements that only read. Others run on the connection that writes, one after another. */
const READS = /^\s*select\b/i;

/** The transaction that a connection is in, and what ends its turn to write. */
interface OpenTransaction {
  readonly id: number;
  readonly endTurn: () => void;
}

/** Gives out connections that choose a thread for each statement, and keep to the one that writes in a transaction. */
export class SqliteConnections implements Driver {
  readonly #threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.#threads = threads;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<SqliteConnection> {
    return new SqliteConnection(this.#threads);
  }

  beginTransaction(connection: SqliteConnection): Promise<void> {
    return connection.begin();
  }

  commitTransaction(connection: SqliteConnection): Promise<void> {
    return connection.commit();
  }

  rollbackTransaction(connection: SqliteConnection): Promise<void> {
    return connection.rollback();
  }

  async savepoint(connection: SqliteConnection, name: string): Promise<void> {
    await connection.executeQuery(Query.raw(`savepoint ${name}`));
  }

  async rollbackToSavepoint(connection: SqliteConnection, name: string): Promise<void> {
    await connection.executeQuery(Query.raw(`rollback to ${name}`));
  }

  async releaseSavepoint(connection: SqliteConnection, name: string): Promise<void> {
    await connection.executeQuery(Query.raw(`release ${name}`));
  }

  async releaseConnection(): Promise<void> {}

  destroy(): Promise<void> {
    return this.#threads.close();
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #threads: SqliteThreads;
  #transaction: OpenTransaction | undefined;

  constructor(threads: SqliteThreads) {
    this.#threads = threads;
  }

  async executeQuery<Row>({ sql }: CompiledQuery): Promise<QueryResult<Row>> {
    return toQueryResult(await this.#run(sql));
  }

  // biome-ignore lint/correctness/useYield: the ORM offers streams, and nothing here asks for one
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('SQLite in threads gives no streams.');
  }

  /** Writes at once: a transaction that began by reading could not go on to write after another process wrote. */
  async begin(): Promise<void> {
    const transaction = { id: this.#threads.newTransaction(), endTurn: await this.#threads.takeTurn() };
    try {
      await this.#threads.write('begin immediate', transaction.id);
    } catch (error) {
      transaction.endTurn();
      throw error;
    }
    this.#transaction = transaction;
  }

  async commit(): Promise<void> {
    try {
      await this.#run('commit');
    } catch (error) {
      await this.rollback();
      throw error;
    }
    this.#end();
  }

  /** Never fails: a transaction that cannot be rolled back is over already, or its thread is gone. */
  async rollback(): Promise<void> {
    if (!this.#transaction) return;
    await this.#threads.write('rollback', this.#transaction.id).catch(() => {});
    this.#end();
  }

  #end(): void {
    this.#transaction?.endTurn();
    this.#transaction = undefined;
  }

  async #run(sql: string): Promise<SqliteResult> {
    if (this.#transaction) return this.#threads.write(sql, this.#transaction.id);
    if (READS.test(sql)) return this.#threads.read(sql);
    const endTurn = await this.#threads.takeTurn();
    try {
      return await this.#threads.write(sql, null);
    } finally {
      endTurn();
    }
  }
}

/** Rows as objects. They travel between threads without the names of their columns, which takes a third of the time. */
function toQueryResult<Row>({ columns, rows, changes, insertId }: SqliteResult): QueryResult<Row> {
  if (columns.length === 0) {
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(insertId) };
  }
  const named = rows.map((row) => {
    const record: Record<string, unknown> = {};
    columns.forEach((column, index) => {
      record[column] = row[index];
    });
    return record;
  });
  // What the columns are is known to the one who wrote the statement.
  return { rows: named as Row[] };
}
