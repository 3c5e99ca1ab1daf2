import {
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleType,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
} from 'cockatiel';
import { AppError, ErrorCode } from '../errors/app-error.js';

/** How long one operation may take as a whole: waiting for its turn, connecting, every attempt and the last byte. */
const LIMIT_MS = 10_000;
/** Operations in a row that reached the limit, after which the store is not asked for a while. */
const HANGS_IN_A_ROW = 2;
const LEFT_ALONE_MS = 5000;

/** What lies in the store cannot be the file that we wrote, and asking again will not change that. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError';
}

type Work<T> = (signal: AbortSignal) => Promise<T>;

class StoreHangsError extends Error {
  override readonly name = 'StoreHangsError';
}

/**
 * Every operation on a store of pictures goes through here, so that a store which hangs takes nothing with it: the
 * caller is answered within the limit, and after two such operations at once, until the store answers again.
 */
export class StoreCalls {
  readonly #breaker = circuitBreaker(handleType(StoreHangsError), {
    halfOpenAfter: LEFT_ALONE_MS,
    breaker: new ConsecutiveBreaker(HANGS_IN_A_ROW),
  });
  // Does not wait for the work to notice: reading a file of a network drive cannot be cancelled.
  readonly #limit = timeout(LIMIT_MS, { strategy: TimeoutStrategy.Aggressive, abortOnReturn: false });
  readonly #places;
  readonly #underWay = new Set<AbortController>();

  /** @param atOnce how many operations are in progress; one that cannot be cancelled keeps its place until it ends */
  constructor(atOnce: number) {
    this.#places = bulkhead(atOnce, Number.POSITIVE_INFINITY);
    // Those who were asked a moment before would otherwise wait for the whole limit as well.
    this.#breaker.onBreak(() => {
      for (const call of this.#underWay) call.abort();
    });
  }

  /** False while the store is not asked, because it did not answer. */
  get areAnswered(): boolean {
    return this.#breaker.state !== CircuitState.Open;
  }

  /**
   * Runs one operation, which should end when its signal aborts.
   * @param until ends it earlier, with the signal's reason
   * @throws AppError STORAGE_UNAVAILABLE, or DamagedFileError as the work threw it.
   */
  async run<T>(work: Work<T>, until?: AbortSignal): Promise<T> {
    until?.throwIfAborted();
    try {
      return await this.#breaker.execute(() => this.#limited(work, until));
    } catch (cause) {
      until?.throwIfAborted();
      if (cause instanceof DamagedFileError) throw cause;
      const message = 'The picture store is not available at the moment; please try again later.';
      throw new AppError(ErrorCode.STORAGE_UNAVAILABLE, message, { retryAfter: 5, cause });
    }
  }

  async #limited<T>(work: Work<T>, until: AbortSignal | undefined): Promise<T> {
    let limit: AbortSignal | undefined;
    const call = new AbortController();
    this.#underWay.add(call);
    // Emptied when its caller has been answered: what is still queued must not keep a picture in memory for as long as
    // the store hangs.
    const box: { work?: Work<T> } = { work };
    try {
      return await this.#limit.execute(
        ({ signal }) => {
          limit = signal;
          return this.#places.execute(async () => {
            if (!box.work) throw new TaskCancelledError();
            return box.work(signal);
          }, signal);
        },
        until ? AbortSignal.any([call.signal, until]) : call.signal,
      );
    } catch (cause) {
      const hangs = limit?.aborted && !until?.aborted;
      throw hangs ? new StoreHangsError(`No answer within ${LIMIT_MS} ms.`, { cause }) : cause;
    } finally {
      this.#underWay.delete(call);
      delete box.work;
    }
  }
}
