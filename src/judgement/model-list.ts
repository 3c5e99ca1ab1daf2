import type { Logger } from 'pino';
import { ErrorCode } from '../errors.js';
import { JudgeError } from './judge-error.js';
import { abilitiesOf, type ModelAbilities } from './models.js';
import type { Pace } from './pace.js';
import { RateBudget } from './rate-budget.js';

/** A model of the list, with what is known of it at the moment. */
export interface Model {
  readonly name: string;
  readonly abilities: ModelAbilities;
  readonly budget: RateBudget;
}

/** The models in the order of preference. One that cannot answer at all is put aside for a while. */
export class ModelList {
  readonly #models: readonly Model[];
  readonly #pace: Pace;
  readonly #logger: Logger;
  /** When each model that is aside comes back. */
  readonly #backAt = new Map<Model, number>();

  constructor(names: readonly string[], pace: Pace, logger: Logger) {
    this.#models = names.map((name) => ({
      name,
      abilities: abilitiesOf(name),
      budget: new RateBudget(pace.now),
    }));
    this.#pace = pace;
    this.#logger = logger;
  }

  /** Of every model whose provider told it: what is left before it limits us. */
  budgets(what: 'requests' | 'tokens'): Readonly<Record<string, number>> {
    const known = this.#models.map(({ name, budget }) => [name, budget.left(what)] as const);
    return Object.fromEntries(known.flatMap(([name, left]) => (left === undefined ? [] : [[name, left]])));
  }

  /** Those that can be asked now, the preferred one first. */
  usable(): readonly Model[] {
    return this.#models.filter((model) => !this.#isAside(model));
  }

  /** Leaves a model alone for a while; of several callers who find out at once, the first one logs it. */
  putAside(model: Model, because: string): void {
    if (this.#isAside(model)) return;
    this.#backAt.set(model, this.#pace.now() + this.#pace.asideMs);
    this.#logger.warn(
      { model: model.name, because },
      'a model of GROQ_MODELS cannot be used, it is put aside',
    );
  }

  /** The refusal when all are aside, with the time until the first comes back. */
  noneLeft(): JudgeError {
    const waitMs = Math.min(...this.#backAt.values()) - this.#pace.now();
    return new JudgeError(
      ErrorCode.JUDGE_UNAVAILABLE,
      'None of the models that this server is set up for can be used; its operator has to name others.',
      { retryAfter: Math.max(1, Math.ceil(waitMs / 1000)) },
    );
  }

  #isAside(model: Model): boolean {
    return this.#pace.now() < (this.#backAt.get(model) ?? 0);
  }
}
