import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import pLimit from 'p-limit';
import { Piscina } from 'piscina';
import { NoConnectionError, StatementTimeoutError } from '../database-away.js';
import { SqliteError } from './sqlite-error.js';
import type { SqliteOutcome, SqliteTask, SqliteWorkerSettings } from './sqlite-worker.js';

/** What a statement gave. */
export type SqliteResult = Exclude<SqliteOutcome, { readonly errcode: number }>;

/** Limits of one database file. */
export interface SqliteLimits {
  /** How long a statement may take, waiting for a thread included; undefined for as long as it needs. */
  readonly statementTimeoutMs: number | undefined;
  /** How long a writer waits for its turn. */
  readonly acquireTimeoutMs: number;
}

const WORKER = new URL(`./sqlite-worker${extname(import.meta.url)}`, import.meta.url);
/** More than one, so that a slow statement leaves a thread for the others. */
export const READERS = Math.min(4, Math.max(2, availableParallelism()));
/** SQLite waits no longer than this for another process that writes. */
const BUSY_TIMEOUT_MS = 5000;
/** Of a statement's time, the share that SQLite waits for another process: its own answer keeps the thread. */
const BUSY_SHARE = 0.8;
/** And the share of one that reads many rows: others wait for its thread meanwhile. */
const SCAN_SHARE = 0.4;
/** The heap of a thread holds the rows of one result. */
const OLD_MB = 64;
const YOUNG_MB = 8;

/**
 * The connections to one SQLite file, each in a thread of its own: `node:sqlite` holds its thread for as long as a statement
 * takes, and for as long as another process writes. One connection writes, and others read beside it.
 */
export class SqliteThreads {
  readonly #readers: Piscina;
  readonly #writer: Piscina;
  readonly #limits: SqliteLimits;
  readonly #turns = pLimit(1);
  #transactions = 0;
  #reads = 0;

  constructor(file: string, limits: SqliteLimits) {
    const { statementTimeoutMs } = limits;
    const timeoutMs = statementTimeoutMs ?? Number.POSITIVE_INFINITY;
    const settings = {
      file,
      busyTimeoutMs: Math.min(BUSY_TIMEOUT_MS, Math.floor(timeoutMs * BUSY_SHARE)),
      scanTimeoutMs: timeoutMs * SCAN_SHARE,
    };
    this.#limits = limits;
    this.#readers = threads(READERS, { ...settings, mayWrite: false });
    this.#writer = threads(1, { ...settings, mayWrite: true });
  }

  /** How many statements run, and how many wait for a thread or for their turn to write. */
  get use(): { readonly busy: number; readonly waiting: number } {
    const { activeCount, pendingCount } = this.#turns;
    const reading = Math.min(this.#reads, READERS);
    return { busy: activeCount + reading, waiting: pendingCount + this.#reads - reading };
  }

  /** @throws SqliteError or StatementTimeoutError. */
  async read(sql: string): Promise<SqliteResult> {
    this.#reads += 1;
    try {
      return await this.#run(this.#readers, { sql, transaction: null });
    } finally {
      this.#reads -= 1;
    }
  }

  /**
   * Runs a statement on the connection that writes; the caller has the turn.
   * @throws SqliteError or StatementTimeoutError.
   */
  write(sql: string, transaction: number | null): Promise<SqliteResult> {
    return this.#run(this.#writer, { sql, transaction });
  }

  /**
   * Waits for the turn to write.
   * @returns what ends the turn.
   * @throws NoConnectionError when it takes too long.
   */
  async takeTurn(): Promise<() => void> {
    const { acquireTimeoutMs } = this.#limits;
    const { promise, resolve, reject } = Promise.withResolvers<() => void>();
    const timer = setTimeout(
      () => reject(new NoConnectionError(`The turn to write did not come within ${acquireTimeoutMs} ms.`)),
      acquireTimeoutMs,
    );
    let isLate = false;
    promise.catch(() => {
      isLate = true;
    });
    void this.#turns(async () => {
      clearTimeout(timer);
      if (isLate) return;
      const turn = Promise.withResolvers<void>();
      resolve(turn.resolve);
      await turn.promise;
    });
    return promise;
  }

  /** A number that no other transaction of this process has. */
  newTransaction(): number {
    this.#transactions += 1;
    return this.#transactions;
  }

  /** Closes the connections, that of the writer last, so that it can put its log into the file. */
  async close(): Promise<void> {
    await this.#readers.destroy();
    await this.write('close', null).catch(() => {});
    await this.#writer.destroy();
  }

  async #run(pool: Piscina, task: SqliteTask): Promise<SqliteResult> {
    const { statementTimeoutMs } = this.#limits;
    const signal = statementTimeoutMs === undefined ? null : AbortSignal.timeout(statementTimeoutMs);
    let outcome: SqliteOutcome;
    try {
      outcome = await pool.run(task, { name: 'execute', signal });
    } catch (cause) {
      // The thread was replaced: a statement that does not come back must not keep its place.
      if (signal?.aborted)
        throw new StatementTimeoutError(`No answer within ${statementTimeoutMs} ms.`, { cause });
      throw cause;
    }
    if ('errcode' in outcome) throw new SqliteError(outcome.message, outcome.errcode);
    return outcome;
  }
}

function threads(count: number, workerData: SqliteWorkerSettings): Piscina {
  const pool = new Piscina({
    filename: WORKER.href,
    // One that was replaced has to be there again for what waits.
    minThreads: 1,
    maxThreads: count,
    idleTimeout: Number.POSITIVE_INFINITY,
    recordTiming: false,
    atomics: 'disabled',
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: OLD_MB, maxYoungGenerationSizeMb: YOUNG_MB },
  });
  // Its current statement gets the error; an event without a listener would end the process.
  pool.on('error', () => {});
  return pool;
}
