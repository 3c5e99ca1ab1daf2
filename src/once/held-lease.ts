import { setTimeout as pause } from 'node:timers/promises';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { JudgementLease } from './judgement-lease.entity.js';

/** The right to ask a question. */
export class HeldLease {
  readonly #em: SqlEntityManager;
  readonly #row: Pick<JudgementLease, 'id' | 'holder'>;
  readonly #renewMs: number;
  #beat: number;

  constructor(
    em: SqlEntityManager,
    { id, holder, beat }: Pick<JudgementLease, 'id' | 'holder' | 'beat'>,
    renewMs: number,
  ) {
    this.#em = em;
    this.#row = { id, holder };
    this.#beat = beat;
    this.#renewMs = renewMs;
  }

  /** Does the work under the lease, renews the lease meanwhile, and releases it at the end, also after a failure. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const ended = new AbortController();
    const renewing = this.#keepAlive(ended.signal);
    try {
      return await work();
    } finally {
      ended.abort();
      await renewing;
      // A row that cannot be removed now lapses: the result is not lost over it.
      await this.#em
        .fork()
        .nativeDelete(JudgementLease, this.#row)
        .catch(() => {});
    }
  }

  /** One that was taken over while it could not be renewed is not taken back: the call is paid for already. */
  async #keepAlive(ended: AbortSignal): Promise<void> {
    while (await isTimeAfter(this.#renewMs, ended)) {
      await this.#em
        .fork()
        .nativeUpdate(JudgementLease, this.#row, { beat: ++this.#beat })
        .catch(() => {});
    }
  }
}

/** True then, false as soon as the signal aborts. */
function isTimeAfter(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  return pause(milliseconds, true, { signal }).catch(() => false);
}
