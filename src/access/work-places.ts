import { BulkheadRejectedError, bulkhead, TaskCancelledError } from 'cockatiel';
import { AppError, ErrorCode } from '../errors.js';

/** Places for work that takes memory and processors: so many at once, so many in a queue, and nobody beyond. */
export class WorkPlaces {
  readonly #places;
  readonly #size;
  #lastTurnMs = 0;

  /**
   * @param atOnce how many work
   * @param queue how many wait for a place
   */
  constructor(atOnce: number, queue: number) {
    this.#places = bulkhead(atOnce, queue);
    this.#size = { atOnce, queue };
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
  async admit<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const askedAt = performance.now();
    try {
      return await this.#places.execute(async () => {
        try {
          return await work();
        } finally {
          this.#lastTurnMs = performance.now() - askedAt;
        }
      }, signal);
    } catch (error) {
      if (error instanceof TaskCancelledError) {
        throw new AppError(ErrorCode.BAD_USER_INPUT, 'The client left before it was answered.', {
          cause: error,
        });
      }
      if (!(error instanceof BulkheadRejectedError)) throw error;
      throw new AppError(
        ErrorCode.SERVER_BUSY,
        'The server has as many pictures before it as it takes; please try again later.',
        // By then the queue has moved on, as far as the last turn tells.
        { retryAfter: Math.max(1, Math.ceil(this.#lastTurnMs / 1000)), cause: error },
      );
    }
  }
}
