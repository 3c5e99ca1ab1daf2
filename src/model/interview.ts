import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { ErrorCode } from '../errors/app-error.js';
import type { ModelCircuit } from './circuit.js';
import type { GroqCall } from './groq-call.js';
import { CallFailure, knownFault, ModelFault, ReplyFormatRefused } from './groq-failure.js';
import { NO_FORMAT_LEFT } from './groq-model-faults.js';
import { InvalidReply } from './invalid-reply.js';
import type { ReplyFormat } from './model-abilities.js';
import { ModelError } from './model-error.js';
import { ModelFaults } from './model-faults.js';
import type { Model, ModelList } from './model-list.js';
import type { Answered, ModelMessage, ModelTask } from './model-task.js';
import type { Pace } from './pace.js';
import { repairMessages } from './repair.js';
import type { Turn } from './turns.js';

/** What every interview needs. */
export interface InterviewParts {
  readonly call: GroqCall;
  readonly models: ModelList;
  readonly circuit: ModelCircuit;
  readonly pace: Pace;
  readonly logger: Logger;
  readonly observe: ObserveCall;
}

/** Is called after every call to a model: OK or the code of its failure, and how long it took. */
export type ObserveCall = (model: string, outcome: string, seconds: number) => void;

/** Calls for one task at most: the first question, further attempts and the repair together. */
const MAX_ATTEMPTS = 3;

/** One task: asks until there is a verdict or no more to hope for. */
export class Interview<Verdict> {
  readonly #parts: InterviewParts;
  readonly #task: ModelTask<Verdict>;
  /** Follows the question after a reply was refused. */
  #followUp: readonly ModelMessage[] = [];
  #refusedReplies = 0;
  readonly #faults: ModelFaults;
  // Everything that was paid for, the refused reply included.
  #promptTokens = 0;
  #completionTokens = 0;

  constructor(parts: InterviewParts, task: ModelTask<Verdict>) {
    this.#parts = parts;
    this.#task = task;
    this.#faults = new ModelFaults(parts.models, parts.pace);
  }

  /** @throws CallFailure or ModelError; an AbortError when the turn is over and no caller waits any more. */
  async conduct({ signal, msLeft }: Turn): Promise<Answered<Verdict>> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt({ signal, msLeft });
      } catch (error) {
        const pauseMs = attempt < MAX_ATTEMPTS ? this.#pauseAfter(error, attempt) : null;
        // A pause that takes all the time left would only turn the reason into a timeout.
        if (pauseMs === null || pauseMs >= msLeft()) throw this.#faults.explain(error);
        await pause(pauseMs, undefined, { signal });
      }
    }
  }

  /** Asks one model after the other until one answers; what fails for a reason of its own leaves the word to the next. */
  async #attempt(turn: Turn): Promise<Answered<Verdict>> {
    const { models } = this.#parts;
    for (const model of models.usable()) {
      this.#faults.forget(model);
      try {
        return await this.#askInSomeFormat(model, turn);
      } catch (error) {
        if (!(error instanceof ModelFault)) throw error;
        models.note(model, error);
        this.#faults.note(model, error);
      }
    }
    throw this.#faults.decisive();
  }

  /** Comes down from the surest form of a reply to one that the model knows, once for as long as the server runs. */
  async #askInSomeFormat(model: Model, turn: Turn): Promise<Answered<Verdict>> {
    const { models } = this.#parts;
    for (;;) {
      const format = models.replyFormat(model);
      try {
        return await this.#ask(model, format, turn);
      } catch (error) {
        if (!(error instanceof ReplyFormatRefused)) throw error;
        if (!models.refuseFormat(model, format)) throw knownFault(NO_FORMAT_LEFT);
      }
    }
  }

  async #ask(model: Model, format: ReplyFormat, turn: Turn): Promise<Answered<Verdict>> {
    const { circuit, call, logger, observe } = this.#parts;
    const { schema, sampling, parse } = this.#task;
    const question = this.#task.messages(format === 'JSON' ? schema : null);
    const messages = [...question, ...this.#followUp];
    circuit.refuseWhileOpen();
    await this.#waitForBudget(model, model.budget.estimate(messages), turn);
    let reply = '';
    const askedAt = performance.now();
    let outcome = 'OK';
    try {
      const said = await circuit.attempt(
        (until) => call.send(model, { messages, schema, format, sampling }, until),
        turn.signal,
      );
      reply = said.reply;
      this.#promptTokens += said.promptTokens;
      this.#completionTokens += said.completionTokens;
      const paid = { promptTokens: this.#promptTokens, completionTokens: this.#completionTokens };
      return { verdict: parse(reply), model: model.name, ...paid };
    } catch (error) {
      if (error instanceof InvalidReply) this.#followUp = repairMessages(reply, error.problems);
      outcome = outcomeOf(error);
      const fields = turn.signal.aborted ? undefined : told(error);
      if (fields) logger.info({ model: model.name, ...fields }, 'a call to the judge failed');
      throw error;
    } finally {
      observe(model.name, outcome, (performance.now() - askedAt) / 1000);
    }
  }

  async #waitForBudget({ budget }: Model, tokens: number, { signal, msLeft }: Turn): Promise<void> {
    const waitMs = budget.waitFor(tokens);
    if (waitMs > 0) {
      if (waitMs > Math.min(this.#parts.pace.budgetWaitMs, msLeft())) throw budgetUsedUp(waitMs);
      await pause(waitMs, undefined, { signal });
    }
    budget.take(tokens);
  }

  /** Null where another attempt would be in vain. */
  #pauseAfter(error: unknown, attempt: number): number | null {
    if (error instanceof InvalidReply) {
      // One repair: a model that fails twice at a form does not know it.
      return ++this.#refusedReplies === 1 ? 0 : null;
    }
    const isPassing = error instanceof ModelFault && error.mayPass;
    const isProviders = error instanceof CallFailure && error.kind === 'provider fault';
    if (!isPassing && !isProviders) return null;
    // Full jitter, so that callers who failed together do not come back together.
    return error.retryAfterMs + Math.random() * this.#parts.pace.backoffMs * 2 ** (attempt - 1);
  }
}

function budgetUsedUp(waitMs: number): ModelFault {
  const error = new ModelError(
    ErrorCode.JUDGE_RATE_LIMITED,
    'The remaining rate limit of the judge is too small for this picture; please try again later.',
    { retryAfter: Math.ceil(waitMs / 1000) },
  );
  const fault = { because: 'its remaining rate limit is too small', lasts: false, mayPass: false };
  return new ModelFault(fault, error, null, waitMs);
}

/** An error code, or that the call was cancelled because no caller waits for it. */
function outcomeOf(error: unknown): string {
  if (error instanceof ModelFault) return error.lasts ? 'MODEL_UNUSABLE' : error.error.code;
  if (error instanceof ReplyFormatRefused) return 'MODEL_UNUSABLE';
  if (error instanceof CallFailure) return error.error.code;
  return error instanceof InvalidReply || error instanceof ModelError ? error.code : 'ENDED';
}

/** What a log may say of a failed call; undefined for what is logged elsewhere. */
function told(error: unknown): { readonly code: ErrorCode; readonly status?: number | null } | undefined {
  const isOfCall = error instanceof CallFailure || (error instanceof ModelFault && !error.lasts);
  if (isOfCall) return { code: error.error.code, status: error.status };
  return error instanceof InvalidReply ? { code: error.code } : undefined;
}
