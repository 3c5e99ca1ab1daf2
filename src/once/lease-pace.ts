/** How nodes watch each other; a test goes faster. */
export interface LeasePace {
  /** How often a holder shows that it is alive. */
  readonly renewMs: number;
  /** How long a waiter sees no sign of life before it takes over. */
  readonly lapseMs: number;
  /** How often a waiter looks. */
  readonly pollMs: number;
}

/** Long for a database that is slow for a moment, short beside the usual deadline. */
const LAPSE_MS = 6000;
/** The next holder still has two thirds of its deadline for the call. */
const LAPSE_SHARE = 1 / 3;
/** Two renewals may fail or be late without another node paying again. */
const RENEWALS_A_LAPSE = 3;
/** What a waiter is answered late at most. A look is two reads by key, for each question and not for each request. */
const POLL_MS = 200;

/** The pace of nodes whose judgements may take that long. */
export function leasePaceFor(deadlineMs: number): LeasePace {
  const lapseMs = Math.min(LAPSE_MS, deadlineMs * LAPSE_SHARE);
  return { lapseMs, renewMs: lapseMs / RENEWALS_A_LAPSE, pollMs: Math.min(POLL_MS, lapseMs / 2) };
}
