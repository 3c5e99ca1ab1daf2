import {
  type DatabaseIntrospector,
  type Dialect,
  type Kysely,
  type QueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { SqliteConnections } from './sqlite-connections.js';
import { READERS, type SqliteLimits, SqliteThreads } from './sqlite-threads.js';

/** Kysely gives SQLite one connection at a time; ours has one that writes and several that read beside it. */
class ManyConnectionsAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/** The SQLite dialect over threads, so that no statement holds the event loop. */
export class SqliteThreadsDialect implements Dialect {
  readonly most = READERS;
  readonly #file: string;
  readonly #limits: SqliteLimits;
  #threads: SqliteThreads | undefined;

  constructor(file: string, limits: SqliteLimits) {
    this.#file = file;
    this.#limits = limits;
  }

  /** Statements that run, and statements that wait. */
  get use(): SqliteThreads['use'] {
    return this.#threads?.use ?? { busy: 0, waiting: 0 };
  }

  createDriver(): SqliteConnections {
    this.#threads = new SqliteThreads(this.#file, this.#limits);
    return new SqliteConnections(this.#threads);
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler();
  }

  createAdapter(): SqliteAdapter {
    return new ManyConnectionsAdapter();
  }

  // The type is Kysely's own.
  createIntrospector(database: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(database);
  }
}
