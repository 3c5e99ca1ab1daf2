import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pLimit, { type LimitFunction } from 'p-limit';
import type { Logger } from 'pino';
import { Piscina } from 'piscina';
import { type EndLock, newEndLock, takeForEnding } from './native-work.js';

/** What threads can do for us, by name: the functions that measuring-worker.ts exports. */
type Work = typeof import('./measuring-worker.js');

// Of a thread's JavaScript heap, without pixels and networks, which lie outside. Without a limit, V8 lets it grow with the
// memory of the machine before it collects anything; far more than is ever live.
const YOUNG_MB = 16;
const OLD_MB = 128;

/** Thrown when a thread worked longer than it may; the thread is gone then. */
export class WorkTimedOutError extends Error {
  override readonly name = 'WorkTimedOutError';
}

/** Thrown instead of beginning work for a caller that has left. */
export class NobodyWaitsError extends Error {
  override readonly name = 'NobodyWaitsError';
}

/**
 * Threads that measure. They start with the first work, so that a server starts quickly, and stay. One that crashes
 * or takes too long loses the work that it was at, and another one takes its place.
 */
export class WorkerPool {
  readonly #threads: Piscina;
  // Work waits here and never in the pool, so that its time is counted from when a thread is free for it.
  readonly #gate: LimitFunction;
  readonly #timeLimitMs: number;
  readonly #locks = new Set<EndLock>();
  #stopped = false;

  constructor(file: URL, threads: number, timeLimitMs: number, log: Logger) {
    this.#threads = new Piscina({
      filename: file.href,
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: Number.POSITIVE_INFINITY,
      recordTiming: false,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: OLD_MB },
      execArgv: file.pathname.endsWith('.ts') ? typeScriptLoader() : [],
    });
    // A thread without work makes no request fail, but an event without a listener would end the process.
    this.#threads.on('error', (error: unknown) => log.warn({ err: error }, 'a measuring thread failed'));
    this.#gate = pLimit(threads);
    this.#timeLimitMs = timeLimitMs;
  }

  /** How many threads work, and how much work waits for one. */
  get use(): { readonly busy: number; readonly waiting: number } {
    return { busy: this.#gate.activeCount, waiting: this.#gate.pendingCount };
  }

  /**
   * @param signal takes work back that has not begun
   * @throws WorkTimedOutError, NobodyWaitsError, or the error of the work.
   */
  run<Name extends keyof Work>(
    name: Name,
    input: Parameters<Work[Name]>[0]['input'],
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<Work[Name]>>> {
    const { promise, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<Work[Name]>>>();
    // The caller is answered in time; the place is taken until the thread is free, or gone.
    void this.#gate(async () => {
      if (signal?.aborted) return reject(new NobodyWaitsError(`${name} is not wanted any more`));
      await this.#work(name, input, reject).then(resolve, reject);
    });
    return promise;
  }

  /** Ends every thread; work that is in progress or waiting fails. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.#locks].map(takeForEnding));
    await this.#threads.destroy();
  }

  async #work(name: string, input: unknown, giveUp: (error: WorkTimedOutError) => void) {
    if (this.#stopped) throw new Error('the measuring threads were stopped');
    const lock = newEndLock();
    const end = new AbortController();
    const timer = setTimeout(() => {
      giveUp(new WorkTimedOutError(`${name} took too long`));
      void takeForEnding(lock).then(() => end.abort());
    }, this.#timeLimitMs);
    this.#locks.add(lock);
    try {
      return await this.#threads.run({ input, lock }, { name, signal: end.signal });
    } finally {
      clearTimeout(timer);
      this.#locks.delete(lock);
    }
  }
}

/** Threads do not inherit how a test runner reads TypeScript; the path is absolute, independent of the working folder. */
function typeScriptLoader(): string[] {
  const oxc = dirname(createRequire(import.meta.url).resolve('@oxc-node/core/package.json'));
  return ['--import', pathToFileURL(join(oxc, 'register.mjs')).href];
}
