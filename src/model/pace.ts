/** What is a matter of time and no setting; a test goes faster. */
export interface Pace {
  /** Milliseconds of a clock, for budgets and for models that are aside. */
  readonly now: () => number;
  /** The first pause before another attempt is at most this long, each later one at most twice the last. */
  readonly backoffMs: number;
  /** Longest wait for the provider to replenish what our rate limit leaves. */
  readonly budgetWaitMs: number;
  /** How long a model that cannot answer is not asked again. */
  readonly asideMs: number;
  /** How long calls pause after the provider failed several times in a row. */
  readonly circuitOpenMs: number;
}

export const PACE: Pace = {
  now: Date.now,
  backoffMs: 500,
  budgetWaitMs: 5000,
  asideMs: 600_000,
  circuitOpenMs: 10_000,
};
