import type { Logger } from 'pino';
import type { GroqModels } from '../model/groq-models.js';
import { ModelError } from '../model/model-error.js';
import type { ModelTask } from '../model/model-task.js';
import { type Sampling, samplings } from '../model/sampling.js';
import { askedCriteria } from './asked-criteria.js';
import { combineVerdicts } from './combine-verdicts.js';
import type { Judge, JudgeRequest, JudgeVerdict, Verdict } from './judge.js';
import { promptMessages } from './prompt.js';
import { parseReply, replySchema } from './reply-schema.js';

/** A judge that asks a vision model, once or in several independent passes. */
export class ModelJudge implements Judge {
  readonly #models: GroqModels;
  readonly #samplings: readonly Sampling[];
  readonly #logger: Logger;

  /** @param passes independent verdicts for each judgement */
  constructor(models: GroqModels, passes: number, logger: Logger) {
    this.#models = models;
    this.#samplings = samplings(passes);
    this.#logger = logger;
  }

  /** Runs all passes side by side. One that succeeds is enough: what is paid for is not thrown away. */
  async judge(request: JudgeRequest, signal: AbortSignal): Promise<JudgeVerdict> {
    const startedAt = performance.now();
    const passes = await Promise.allSettled(
      this.#samplings.map(async (sampling) => {
        const { verdict, ...paid } = await this.#models.ask(
          taskOf(request, sampling),
          signal,
          request.waitedMs,
        );
        return { pass: { ...verdict, ...paid }, durationMs: Math.round(performance.now() - startedAt) };
      }),
    );
    const failures = passes.flatMap((pass) => (pass.status === 'rejected' ? [pass.reason as unknown] : []));
    this.#report(failures, signal);
    const [first, ...others] = passes.flatMap((pass) => (pass.status === 'fulfilled' ? [pass.value] : []));
    if (!first) throw failures[0];
    return {
      ...combineVerdicts([first.pass, ...others.map(({ pass }) => pass)]),
      // Not of a pass that failed later: it brought nothing.
      durationMs: Math.max(first.durationMs, ...others.map(({ durationMs }) => durationMs)),
    };
  }

  #report(failures: readonly unknown[], { aborted }: AbortSignal): void {
    if (aborted || failures.length === 0) return;
    const codes = failures.map((failure) =>
      failure instanceof ModelError ? failure.code : 'internal error',
    );
    this.#logger.warn({ codes, passes: this.#samplings.length }, 'the judge failed');
  }
}

function taskOf({ criteria, context, picture }: JudgeRequest, sampling: Sampling): ModelTask<Verdict> {
  const asked = askedCriteria(criteria, context.title);
  return {
    messages: (schemaInWords) => promptMessages({ asked, context, picture, schemaInWords }),
    schema: replySchema(asked),
    sampling,
    parse: (reply) => parseReply(reply, asked),
  };
}
