import { BulkheadRejectedError, bulkhead, TaskCancelledError } from 'cockatiel';
import type { AppError } from '../errors/app-error.js';
import { ClientLeftError } from './client-left.js';

/** What a bulkhead holds at the moment. */
export interface Use {
  readonly busy: number;
  readonly waiting: number;
}

/** Limits how much work of one kind runs at once, and how much waits for that. Everything beyond is refused. */
export class Bulkhead {
  readonly #places;
  readonly #size;
  readonly #refuse: (retryAfter: number) => AppError;
  #lastTurnMs = 0;

  /**
   * @param atOnce how much work runs at once
   * @param queue how much waits
   * @param refuse the refusal of what is beyond; retryAfter is in whole seconds
   */
  constructor(atOnce: number, queue: number, refuse: (retryAfter: number) => AppError) {
    this.#places = bulkhead(atOnce, queue);
    this.#size = { atOnce, queue };
    this.#refuse = refuse;
  }

  get use(): Use {
    const { executionSlots, queueSlots } = this.#places;
    return { busy: this.#size.atOnce - executionSlots, waiting: this.#size.queue - queueSlots };
  }

  /**
   * Runs the work as soon as there is a place.
   * @param signal aborts when the client has left; work that has not begun is then left out
   * @throws the refusal, at once when too much waits; ClientLeftError; the error of the work
   */
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const askedAt = performance.now();
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    // The library notices an abort only when the turn comes, and until then a client that left would keep what it holds.
    const leave = () => reject(new ClientLeftError());
    signal?.addEventListener('abort', leave, { once: true });
    this.#places
      .execute(async () => {
        signal?.removeEventListener('abort', leave);
        try {
          return await work();
        } finally {
          this.#lastTurnMs = performance.now() - askedAt;
        }
      }, signal)
      .then(resolve, (error: unknown) => reject(this.#explain(error)));
    return promise;
  }

  #explain(error: unknown): unknown {
    if (error instanceof TaskCancelledError) return new ClientLeftError();
    if (!(error instanceof BulkheadRejectedError)) return error;
    // After as long as the last work took, waiting included, the queue has moved on.
    return this.#refuse(Math.max(1, Math.ceil(this.#lastTurnMs / 1000)));
  }
}
