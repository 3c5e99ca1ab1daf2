import { setTimeout as pause } from 'node:timers/promises';
import { tookTooLong } from './groq-failure.js';
import type { Judgement } from './judgement.entity.js';
import type { LeaseClaim } from './lease-claim.js';

/** A stored judgement, and whether it was paid for just now. */
export interface Settled {
  readonly id: string;
  readonly paid: boolean;
}

export interface AskOnceParts {
  readonly claim: LeaseClaim;
  /** The judgement that may serve, once somebody has stored one. */
  readonly find: () => Promise<Judgement | undefined>;
  /** Asks the model, and stores what it says. @returns the id of the judgement. */
  readonly ask: (waitedMs: number) => Promise<string>;
  /** For waiting and asking together. */
  readonly deadlineMs: number;
  readonly pollMs: number;
}

/**
 * Asks where no other node is asking the same; else waits for the judgement that it gets, and asks once it has failed
 * or died.
 * @throws JudgeError
 */
export async function askOnce(parts: AskOnceParts, signal: AbortSignal): Promise<Settled> {
  const { claim, find, ask, deadlineMs, pollMs } = parts;
  const startedAt = performance.now();
  const waitedMs = () => performance.now() - startedAt;
  const found = (judgement: Judgement): Settled => ({ id: judgement.id, paid: false });
  for (;;) {
    const lease = await claim.tryTake();
    if (lease)
      return lease.during(async () => {
        // Whoever had the lease before may have stored one since we looked.
        const earlier = await find();
        return earlier ? found(earlier) : { id: await ask(waitedMs()), paid: true };
      });
    await pause(Math.min(pollMs, Math.max(0, deadlineMs - waitedMs())), undefined, { signal });
    const theirs = await find();
    if (theirs) return found(theirs);
    if (waitedMs() >= deadlineMs) throw tookTooLong();
  }
}
