import { BulkheadRejectedError, bulkhead, TaskCancelledError } from 'cockatiel';
import { AppError, ErrorCode } from '../errors.js';

/** Places for work that takes memory and processors: so many at once, so many in a queue, and nobody beyond. */
export class WorkPlaces {
  readonly #places;
  readonly #size;
  readonly #what: string;
  #lastTurnMs = 0;

  /**
   * @param atOnce how many work
   * @param queue how many wait for a place
   * @param what the work is about, for the refusal
   */
  constructor(atOnce: number, queue: number, what = 'pictures') {
    this.#places = bulkhead(atOnce, queue);
    this.#size = { atOnce, queue };
    this.#what = what;
  }

  /** How many work and wait at the moment. */
  get use(): { readonly busy: number; readonly waiting: number } {
    const { executionSlots, queueSlots } = this.#places;
    return { busy: this.#size.atOnce - executionSlots, waiting: this.#size.queue - queueSlots };
  }

  /**
   * Does the work as soon as there is a place.
   * @param signal aborts when nobody waits any more; work that has not begun is left out then
   * @throws AppError SERVER_BUSY at once when too many wait, or whatever the work threw.
   */
  admit<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const askedAt = performance.now();
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    // The bulkhead tells whoever left only when their turn comes, and until then they would keep what they hold.
    const leave = () => reject(clientLeft());
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
    if (error instanceof TaskCancelledError) return clientLeft();
    if (!(error instanceof BulkheadRejectedError)) return error;
    return new AppError(
      ErrorCode.SERVER_BUSY,
      `The server has as many ${this.#what} before it as it takes; please try again later.`,
      // By then the queue has moved on, as far as the last turn tells.
      { retryAfter: Math.max(1, Math.ceil(this.#lastTurnMs / 1000)), cause: error },
    );
  }
}

/** For whoever need not be answered: nobody reads it but the log. */
export function clientLeft(): AppError {
  return new AppError(ErrorCode.BAD_USER_INPUT, 'The client left before it was answered.');
}
