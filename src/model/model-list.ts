import type { Logger } from 'pino';
import type { ModelFault } from './groq-failure.js';
import { abilitiesOf, type ModelAbilities, REPLY_FORMATS, type ReplyFormat } from './model-abilities.js';
import type { Pace } from './pace.js';
import { RateBudget } from './rate-budget.js';

/** A model of the list, with what is known of it at the moment. */
export interface Model {
  readonly name: string;
  readonly abilities: ModelAbilities;
  readonly budget: RateBudget;
}

/** Why a model is not called, and until when. */
export interface Aside {
  readonly fault: ModelFault;
  readonly until: number;
}

/** The models in the order of preference, with what their provider said against each. */
export class ModelList {
  readonly #models: readonly Model[];
  readonly #pace: Pace;
  readonly #logger: Logger;
  /** Those that cannot answer at all. */
  readonly #aside = new Map<Model, Aside>();
  /** Until when each that is at a limit is asked only after the others. */
  readonly #limitedUntil = new Map<Model, number>();
  /** The form of a reply of each that refused a surer one. */
  readonly #formats = new Map<Model, ReplyFormat>();

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

  /** Those that can be asked now: the preferred one first, and last those at a limit. */
  usable(): readonly Model[] {
    const now = this.#pace.now();
    const usable = this.#models.filter((model) => !this.#isAside(model));
    const isLimited = (model: Model) => now < (this.#limitedUntil.get(model) ?? 0);
    return [...usable.filter((model) => !isLimited(model)), ...usable.filter(isLimited)];
  }

  /** All of them, the preferred one first. */
  get all(): readonly Model[] {
    return this.#models;
  }

  /** Why a model is not called; undefined if it can be called. */
  aside(model: Model): Aside | undefined {
    return this.#isAside(model) ? this.#aside.get(model) : undefined;
  }

  /**
   * Stops calling a model that cannot answer for a while, and calls others before one that is at a limit. Of several callers
   * who find out at once, the first one logs it.
   */
  note(model: Model, fault: ModelFault): void {
    const { now, asideMs } = this.#pace;
    if (!fault.lasts) {
      const waitMs = fault.mayPass || fault.retryAfterMs > 0 ? fault.retryAfterMs : asideMs;
      this.#limitedUntil.set(model, now() + Math.min(waitMs, asideMs));
    } else if (!this.#isAside(model)) {
      this.#aside.set(model, { fault, until: now() + asideMs });
      this.#logger.warn(
        { model: model.name, because: fault.because },
        'a model of GROQ_MODELS cannot be used: the next one is called',
      );
    }
  }

  /** The form in which a model is asked for its reply. */
  replyFormat(model: Model): ReplyFormat {
    return this.#formats.get(model) ?? model.abilities.replyFormat;
  }

  /** Remembers that a model refuses a form of reply; false where it knows no other. */
  refuseFormat(model: Model, format: ReplyFormat): boolean {
    const simpler = REPLY_FORMATS[REPLY_FORMATS.indexOf(format) + 1];
    // Another call may have found out already.
    if (simpler && this.replyFormat(model) === format) this.#formats.set(model, simpler);
    return simpler !== undefined;
  }

  #isAside(model: Model): boolean {
    return this.#pace.now() < (this.#aside.get(model)?.until ?? 0);
  }
}
