import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  TimeoutStrategy,
  timeout as timeLimit,
} from 'cockatiel';
import type { Logger } from 'pino';
import { ErrorCode } from '../errors/app-error.js';
import { CallFailure } from './groq-failure.js';
import { ModelError } from './model-error.js';
import type { Pace } from './pace.js';

/** Faults of the provider without a success in between, after which calls to it pause. */
const FAULTS_IN_A_ROW = 5;

/** Keeps calls away from a provider that fails all the time, and each call from lasting too long. */
export class ModelCircuit {
  readonly #breaker;
  readonly #limit;
  /** When the open circuit lets the next call through. */
  #probeAt = 0;

  constructor(attemptMs: number, { circuitOpenMs }: Pace, logger: Logger) {
    this.#limit = timeLimit(attemptMs, TimeoutStrategy.Cooperative);
    this.#breaker = circuitBreaker(
      handleWhen((error) => error instanceof CallFailure && error.kind === 'provider fault'),
      { halfOpenAfter: circuitOpenMs, breaker: new ConsecutiveBreaker(FAULTS_IN_A_ROW) },
    );
    this.#breaker.onBreak(() => {
      // By the breaker's own clock.
      this.#probeAt = Date.now() + circuitOpenMs;
      logger.warn('the judge failed several times in a row: calls to it pause for a while');
    });
    this.#breaker.onReset(() => logger.info('the judge answers again'));
  }

  /**
   * One call, ended by its own limit or by the signal.
   * @throws ModelError at once while the circuit is open; else the error of the call
   */
  async attempt<T>(call: (until: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    try {
      return await this.#breaker.execute(() => this.#limited(call, signal), signal);
    } catch (error) {
      throw error instanceof BrokenCircuitError ? this.#refusal() : error;
    }
  }

  /** Whether calls to the provider pause at the moment. */
  get isOpen(): boolean {
    return this.#breaker.state === CircuitState.Open && Date.now() < this.#probeAt;
  }

  /** @throws ModelError while the circuit is open */
  refuseWhileOpen(): void {
    if (this.isOpen) throw this.#refusal();
  }

  async #limited<T>(call: (until: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    // A probe serves all callers: it runs to its own end even if its caller leaves, who need not wait for it.
    const caller = this.#breaker.state === CircuitState.HalfOpen ? undefined : signal;
    try {
      return await this.#limit.execute(({ signal: until }) => call(until), caller);
    } catch (error) {
      // Ended by the caller or by the deadline, the attempt says nothing about the provider.
      caller?.throwIfAborted();
      throw error;
    }
  }

  #refusal(): ModelError {
    return new ModelError(
      ErrorCode.JUDGE_UNAVAILABLE,
      'The judge has failed several times in a row, so calls to it pause for a moment; please try again later.',
      { retryAfter: Math.max(1, Math.ceil((this.#probeAt - Date.now()) / 1000)) },
    );
  }
}
