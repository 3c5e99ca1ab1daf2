import { ClientLeftError } from './client-left.js';

/** A call in progress, and the number of callers that wait for it. */
interface Flight<T> {
  readonly result: Promise<T>;
  readonly abandoned: AbortController;
  waiting: number;
  /** Whether a caller took the result already. */
  taken: boolean;
}

export interface SharedResult<T> {
  readonly value: T;
  /** True for exactly one of the callers who got it. */
  readonly first: boolean;
}

/** Lets equal questions of one process share a call: a caller that arrives during the call gets the same result. */
export class SingleFlight<T> {
  readonly #underWay = new Map<string, Flight<T>>();

  /**
   * The result of the call of that name, which begins unless it is in progress. Its signal aborts once no caller waits.
   * @param caller lets this caller leave, and no other
   * @throws what the call throws; ClientLeftError for a caller that left
   */
  async join(
    name: string,
    begin: (abandoned: AbortSignal) => Promise<T>,
    caller: AbortSignal,
  ): Promise<SharedResult<T>> {
    if (caller.aborted) throw new ClientLeftError();
    const flight = this.#underWay.get(name) ?? this.#begin(name, begin);
    flight.waiting++;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(new ClientLeftError());
        if (--flight.waiting > 0) return;
        // The same question begins a new call from now on: this one is about to end.
        this.#forget(name, flight);
        flight.abandoned.abort();
      };
      caller.addEventListener('abort', leave, { once: true });
      const settled = () => caller.removeEventListener('abort', leave);
      flight.result.then(
        (value) => {
          settled();
          // A caller that left has been refused, and must not be the one that took it.
          if (caller.aborted) return;
          resolve({ value, first: !flight.taken });
          flight.taken = true;
        },
        (error: unknown) => {
          settled();
          reject(error);
        },
      );
    });
  }

  #begin(name: string, begin: (abandoned: AbortSignal) => Promise<T>): Flight<T> {
    const abandoned = new AbortController();
    const flight = { result: begin(abandoned.signal), abandoned, waiting: 0, taken: false };
    this.#underWay.set(name, flight);
    const forget = () => this.#forget(name, flight);
    flight.result.then(forget, forget);
    return flight;
  }

  /** A later call of the same name stays. */
  #forget(name: string, flight: Flight<T>): void {
    if (this.#underWay.get(name) === flight) this.#underWay.delete(name);
  }
}
