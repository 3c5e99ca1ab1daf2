import { AppError, ErrorCode } from '../errors/app-error.js';
import { Bulkhead } from '../load/bulkhead.js';
import { serverBusyWith } from '../load/server-busy.js';
import { isStatementTimeout } from '../persistence/database-away.js';

/** Scans that wait for a place; by then the first of them has waited for seconds. */
const QUEUE = 16;

/**
 * Where statements run that look at the rows of a history one after another: fewer at once than there are connections, so
 * that they never keep others waiting.
 */
export class ScanPlaces {
  readonly #places: Bulkhead;

  /** @param connections how many statements the database can read at once */
  constructor(connections: number) {
    this.#places = new Bulkhead(Math.max(1, Math.floor(connections / 2)), QUEUE, serverBusyWith('searches'));
  }

  /** @throws AppError SERVER_BUSY when too many wait, QUERY_TIMED_OUT when it takes too long, or what the scan threw. */
  admit<T>(scan: () => Promise<T>): Promise<T> {
    return this.#places.run(async () => {
      try {
        return await scan();
      } catch (error) {
        if (!isStatementTimeout(error)) throw error;
        const message =
          'Too much of your history must be read for this filter, so the query timed out. Narrow it: use fewer conditions, a ' +
          'shorter time or rarer words.';
        throw new AppError(ErrorCode.QUERY_TIMED_OUT, message, { cause: error });
      }
    });
  }
}
