import { ErrorCode } from '../errors/app-error.js';
import { CallFailure, ModelFault } from './groq-failure.js';
import { ModelError } from './model-error.js';
import type { Model, ModelList } from './model-list.js';
import type { Pace } from './pace.js';

/** What each model failed with while one question was asked. */
export class ModelFaults {
  readonly #models: ModelList;
  readonly #pace: Pace;
  readonly #faults = new Map<Model, ModelFault>();
  /** The one that was asked last. */
  #last: Model | undefined;

  constructor(models: ModelList, pace: Pace) {
    this.#models = models;
    this.#pace = pace;
  }

  note(model: Model, fault: ModelFault): void {
    this.#faults.set(model, fault);
  }

  /** Of a model that is asked again. */
  forget(model: Model): void {
    this.#faults.delete(model);
    this.#last = model;
  }

  /** The failure of the round where no model answered: one that may pass, and the soonest of these; else the last one. */
  decisive(): ModelFault {
    const [decisive] = this.#all()
      .map(([, fault]) => fault)
      .reverse()
      .toSorted((a, b) => rank(a) - rank(b) || (a.error.retryAfter ?? 0) - (b.error.retryAfter ?? 0));
    if (!decisive) throw new Error('A list has models');
    return decisive;
  }

  /** The failure as clients see it, with the reason for each model. */
  explain(failure: unknown): unknown {
    const hasError = failure instanceof ModelFault || failure instanceof CallFailure;
    const error = hasError ? failure.error : failure;
    const reasons = this.#all().map(([{ name }, { because }]) => `${name} (${because})`);
    if (!(error instanceof ModelError) || reasons.length === 0) return failure;
    if (this.#last && !this.#faults.has(this.#last)) reasons.push(`${this.#last.name} (it failed)`);
    const retryAfter = error.retryAfter ?? this.#backAfter(failure);
    const message = `${error.message} Models: ${reasons.join(', ')}.`;
    return new ModelError(error.code, message, retryAfter === undefined ? {} : { retryAfter });
  }

  /** In the order of preference, those that were not even asked included. */
  #all(): readonly (readonly [Model, ModelFault])[] {
    return this.#models.all.flatMap((model) => {
      const fault = this.#faults.get(model) ?? this.#models.aside(model)?.fault;
      return fault ? [[model, fault] as const] : [];
    });
  }

  /** Whole seconds until the first model that was put aside is asked again; only where that may help by itself. */
  #backAfter(failure: unknown): number | undefined {
    const isLasting = failure instanceof ModelFault && failure.lasts;
    if (!isLasting || failure.error.code !== ErrorCode.JUDGE_UNAVAILABLE) return undefined;
    const until = Math.min(...this.#models.all.flatMap((model) => this.#models.aside(model)?.until ?? []));
    return Math.max(1, Math.ceil((until - this.#pace.now()) / 1000));
  }
}

/** What passes by itself comes before what an operator has to change. */
const rank = ({ mayPass, lasts }: ModelFault) => (mayPass ? 0 : lasts ? 2 : 1);
