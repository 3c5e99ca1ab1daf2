import type { Logger } from 'pino';
import { type Family, type Unmeasured, UnmeasuredCause } from './measured.js';
import { NobodyWaitsError, WorkTimedOutError } from './worker-pool.js';

/** Gathers the families of one picture that have no numbers, with reasons that tell a client nothing of the inside. */
export class UnmeasuredFamilies {
  readonly #list: Unmeasured[] = [];
  readonly #timeLimitMs: number;
  readonly #log: Logger;

  constructor(timeLimitMs: number, log: Logger) {
    this.#timeLimitMs = timeLimitMs;
    this.#log = log;
  }

  /** What the work yields; null when it fails, and then the families are listed. */
  async attempt<T>(families: readonly Family[], work: () => Promise<T> | T): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      for (const family of families) this.fail(family, error);
      return null;
    }
  }

  fail(family: Family, error: unknown): void {
    if (!(error instanceof NobodyWaitsError)) {
      this.#log.warn({ err: error, family }, 'a family could not be measured');
    }
    if (error instanceof WorkTimedOutError) {
      const reason = `It took longer than ${this.#timeLimitMs / 1000} seconds.`;
      this.#list.push({ family, reason, cause: UnmeasuredCause.TIMED_OUT });
    } else {
      const reason = 'This measurement failed on this picture.';
      this.#list.push({ family, reason, cause: UnmeasuredCause.FAILED });
    }
  }

  switchedOff(family: Family): void {
    const reason = 'It is switched off on this server.';
    this.#list.push({ family, reason, cause: UnmeasuredCause.SWITCHED_OFF });
  }

  /** A family that cannot be measured without another one, which is listed already. */
  missing(family: Family, needed: Family): void {
    const cause = this.#list.find((one) => one.family === needed)?.cause ?? UnmeasuredCause.FAILED;
    this.#list.push({ family, reason: `It needs ${needed}, which could not be measured.`, cause });
  }

  /** In that order, since families end in any. */
  inOrderOf(families: readonly string[]): readonly Unmeasured[] {
    return this.#list.toSorted((a, b) => families.indexOf(a.family) - families.indexOf(b.family));
  }
}
