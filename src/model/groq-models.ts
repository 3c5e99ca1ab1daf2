import type { Logger } from 'pino';
import type { Use } from '../load/bulkhead.js';
import { ModelCircuit } from './circuit.js';
import { GroqCall } from './groq-call.js';
import { Interview, type InterviewParts, type ObserveCall } from './interview.js';
import { ModelList } from './model-list.js';
import type { Answered, ModelTask } from './model-task.js';
import { PACE, type Pace } from './pace.js';
import { type TurnLimits, Turns } from './turns.js';

export interface GroqSettings extends TurnLimits {
  readonly apiKey: string;
  /** Without `/openai/v1`, which the SDK adds. */
  readonly baseUrl: string;
  /** In the order of preference. */
  readonly models: readonly string[];
}

/** What an attempt may take of the deadline: a provider that hangs twice leaves time for a third call. */
const ATTEMPT_SHARE = 1 / 3;

/** The vision models of Groq, asked within limits of time, places and tokens. */
export class GroqModels {
  readonly #parts: InterviewParts;
  readonly #turns: Turns;

  constructor(
    settings: GroqSettings,
    logger: Logger,
    { pace = PACE, observe = () => {} }: { readonly pace?: Pace; readonly observe?: ObserveCall } = {},
  ) {
    this.#turns = new Turns(settings);
    this.#parts = {
      call: new GroqCall(settings, 2 * settings.deadlineMs),
      models: new ModelList(settings.models, pace, logger),
      circuit: new ModelCircuit(settings.deadlineMs * ATTEMPT_SHARE, pace, logger),
      pace,
      logger,
      observe,
    };
  }

  /** How many tasks are with a model, and how many wait. */
  get use(): Use {
    return this.#turns.use;
  }

  /** Whether calls to a failing provider pause at the moment. */
  get isLeftAlone(): boolean {
    return this.#parts.circuit.isOpen;
  }

  /** Of every model whose provider told it: what is left before it limits us. */
  budgets(what: 'requests' | 'tokens'): Readonly<Record<string, number>> {
    return this.#parts.models.budgets(what);
  }

  /**
   * Asks until there is a verdict or no more to hope for.
   * @param signal gives the task up, because no caller waits for it any more
   * @param waitedMs how much of the deadline the caller has waited already
   * @throws ModelError with a JUDGE_* code, or SERVER_BUSY
   */
  ask<Verdict>(task: ModelTask<Verdict>, signal: AbortSignal, waitedMs = 0): Promise<Answered<Verdict>> {
    const interview = new Interview(this.#parts, task);
    return this.#turns.take((turn) => interview.conduct(turn), signal, waitedMs);
  }
}
