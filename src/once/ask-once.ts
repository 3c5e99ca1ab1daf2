import { setTimeout as pause } from 'node:timers/promises';
import type { LeaseClaim } from './lease-claim.js';

/** The row of an answer, and whether it was paid for just now. */
export interface Settled {
  readonly id: string;
  readonly paid: boolean;
}

export interface AskOnceParts {
  readonly claim: LeaseClaim;
  /** The stored answer that may serve, if there is one. */
  readonly find: () => Promise<{ readonly id: string } | undefined>;
  /** Asks, and stores the answer. @returns the id of its row */
  readonly ask: (waitedMs: number) => Promise<string>;
  /** What is thrown when the deadline is over. */
  readonly tookTooLong: () => Error;
  /** For waiting and asking together. */
  readonly deadlineMs: number;
  readonly pollMs: number;
}

/**
 * Asks unless another node is asking the same. Then it waits for that node's answer, and asks itself when that node has
 * failed or died.
 */
export async function askOnce(parts: AskOnceParts, signal: AbortSignal): Promise<Settled> {
  const { claim, find, ask, tookTooLong, deadlineMs, pollMs } = parts;
  const startedAt = performance.now();
  const waitedMs = () => performance.now() - startedAt;
  const found = ({ id }: { readonly id: string }): Settled => ({ id, paid: false });
  for (;;) {
    const lease = await claim.tryTake();
    if (lease)
      return lease.during(async () => {
        // The previous holder of the lease may have stored one since we looked.
        const earlier = await find();
        return earlier ? found(earlier) : { id: await ask(waitedMs()), paid: true };
      });
    await pause(Math.min(pollMs, Math.max(0, deadlineMs - waitedMs())), undefined, { signal });
    const theirs = await find();
    if (theirs) return found(theirs);
    if (waitedMs() >= deadlineMs) throw tookTooLong();
  }
}
