import { tookTooLong } from './groq-failure.js';

/** A call that is under way, and how many callers wait for it. */
interface SharedCall<T> {
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

/** Lets equal questions of one process share a call: who comes while it is under way waits for the same result. */
export class SharedCalls<T> {
  readonly #underWay = new Map<string, SharedCall<T>>();

  /**
   * The result of the call of that name, which begins unless it is under way. Its signal aborts once nobody waits.
   * @param caller lets this caller leave, and nobody else
   * @throws what the call throws; JudgeError JUDGE_TIMEOUT for a caller who left
   */
  async join(
    name: string,
    begin: (abandoned: AbortSignal) => Promise<T>,
    caller: AbortSignal,
  ): Promise<SharedResult<T>> {
    if (caller.aborted) throw tookTooLong();
    const call = this.#underWay.get(name) ?? this.#begin(name, begin);
    call.waiting++;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(tookTooLong());
        if (--call.waiting > 0) return;
        // Whoever asks the same from now on begins anew: this one is about to end.
        this.#forget(name, call);
        call.abandoned.abort();
      };
      caller.addEventListener('abort', leave, { once: true });
      const settled = () => caller.removeEventListener('abort', leave);
      call.result.then(
        (value) => {
          settled();
          // Who left has been refused, and must not be the one that took it.
          if (caller.aborted) return;
          resolve({ value, first: !call.taken });
          call.taken = true;
        },
        (error: unknown) => {
          settled();
          reject(error);
        },
      );
    });
  }

  #begin(name: string, begin: (abandoned: AbortSignal) => Promise<T>): SharedCall<T> {
    const abandoned = new AbortController();
    const call = { result: begin(abandoned.signal), abandoned, waiting: 0, taken: false };
    this.#underWay.set(name, call);
    const forget = () => this.#forget(name, call);
    call.result.then(forget, forget);
    return call;
  }

  /** A later call of the same name stays. */
  #forget(name: string, call: SharedCall<T>): void {
    if (this.#underWay.get(name) === call) this.#underWay.delete(name);
  }
}
