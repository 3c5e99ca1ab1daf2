import {
  BulkheadRejectedError,
  bulkhead,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import { ErrorCode } from '../errors.js';
import { CallFailure, tookTooLong } from './groq-failure.js';
import { JudgeError } from './judge-error.js';

export interface JudgeLimits {
  /** For one judgement, whatever is tried meanwhile. */
  readonly deadlineMs: number;
  /** Passes that are with the model at once. */
  readonly concurrency: number;
  /** Passes that wait for one of these places. */
  readonly queue: number;
}

/** The time that is left to whoever has a place. */
export interface Turn {
  readonly signal: AbortSignal;
  readonly msLeft: () => number;
}

/** Keeps judgements from taking more time and more places than they may. */
export class JudgePlaces {
  readonly #limits: JudgeLimits;
  readonly #places;
  #lastTurnMs = 0;

  constructor(limits: JudgeLimits) {
    this.#limits = limits;
    this.#places = bulkhead(limits.concurrency, limits.queue);
  }

  /** How many passes are with the model and wait at the moment. */
  get use(): { readonly busy: number; readonly waiting: number } {
    const { executionSlots, queueSlots } = this.#places;
    return { busy: this.#limits.concurrency - executionSlots, waiting: this.#limits.queue - queueSlots };
  }

  /**
   * Gives the work a place, and ends it with the deadline or with the caller.
   * @param waitedMs what is gone of the deadline already
   * @throws JudgeError
   */
  async admit<T>(work: (turn: Turn) => Promise<T>, caller: AbortSignal, waitedMs = 0): Promise<T> {
    const startedAt = performance.now();
    const patienceMs = Math.max(0, this.#limits.deadlineMs - waitedMs);
    const msLeft = () => patienceMs - (performance.now() - startedAt);
    // Aggressive, so that a wait for a place or for a probe ends with the deadline or the caller, too.
    const admission = wrap(timeout(patienceMs, TimeoutStrategy.Aggressive), this.#places);
    try {
      return await admission.execute(async ({ signal }) => {
        try {
          return await work({ signal, msLeft });
        } catch (error) {
          // Whatever breaks while a turn is ended, breaks because of that.
          throw signal.aborted ? new TaskCancelledError() : error;
        } finally {
          this.#lastTurnMs = performance.now() - startedAt;
        }
      }, caller);
    } catch (error) {
      throw this.#asJudgeError(error);
    }
  }

  #asJudgeError(error: unknown): unknown {
    if (error instanceof CallFailure) return error.error;
    if (error instanceof TaskCancelledError) return tookTooLong();
    if (error instanceof BulkheadRejectedError) {
      return new JudgeError(
        ErrorCode.SERVER_BUSY,
        'The judge has as many pictures before it as it takes; please try again later.',
        // By then each place has been free once, as far as the last turn tells.
        { retryAfter: Math.max(1, Math.ceil(this.#lastTurnMs / 1000)) },
      );
    }
    return error;
  }
}
