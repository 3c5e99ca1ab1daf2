import { TaskCancelledError, TimeoutStrategy, timeout } from 'cockatiel';
import { ErrorCode } from '../errors/app-error.js';
import { Bulkhead, type Use } from '../load/bulkhead.js';
import { ClientLeftError } from '../load/client-left.js';
import { CallFailure, tookTooLong } from './groq-failure.js';
import { ModelError } from './model-error.js';

export interface TurnLimits {
  /** Milliseconds for one task, waiting and every attempt included. */
  readonly deadlineMs: number;
  /** Tasks that are with the model at once. */
  readonly concurrency: number;
  /** Tasks that wait for one of these places. */
  readonly queue: number;
}

/** The time that is left to a task that has a place. */
export interface Turn {
  readonly signal: AbortSignal;
  readonly msLeft: () => number;
}

/** Keeps tasks for the model from taking more time and more places than they may. */
export class Turns {
  readonly #deadlineMs: number;
  readonly #places: Bulkhead;

  constructor({ deadlineMs, concurrency, queue }: TurnLimits) {
    this.#deadlineMs = deadlineMs;
    this.#places = new Bulkhead(concurrency, queue, busy);
  }

  get use(): Use {
    return this.#places.use;
  }

  /**
   * Gives the work a place, and ends it at the deadline or when the caller leaves.
   * @param waitedMs how much of the deadline is gone already
   * @throws ModelError
   */
  async take<T>(work: (turn: Turn) => Promise<T>, caller: AbortSignal, waitedMs = 0): Promise<T> {
    const startedAt = performance.now();
    const patienceMs = Math.max(0, this.#deadlineMs - waitedMs);
    const msLeft = () => patienceMs - (performance.now() - startedAt);
    // Aggressive, so that a wait for a place or for a probe ends with the deadline as well.
    const limit = timeout(patienceMs, TimeoutStrategy.Aggressive);
    try {
      return await limit.execute(
        ({ signal }) => this.#places.run(() => endedBy(signal, work({ signal, msLeft })), signal),
        caller,
      );
    } catch (error) {
      if (error instanceof CallFailure) throw error.error;
      throw error instanceof TaskCancelledError || error instanceof ClientLeftError ? tookTooLong() : error;
    }
  }
}

/** What fails while a turn is ended, fails because of that. */
async function endedBy<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw signal.aborted ? new TaskCancelledError() : error;
  }
}

function busy(retryAfter: number): ModelError {
  return new ModelError(ErrorCode.SERVER_BUSY, 'The queue of the judge is full; please try again later.', {
    retryAfter,
  });
}
