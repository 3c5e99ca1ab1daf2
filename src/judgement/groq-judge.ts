import Groq from 'groq-sdk';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type AskedCriterion, askedCriteria } from './asked-criteria.js';
import { groqFailure, noModelLeft } from './groq-failure.js';
import type { Judge, JudgeReply, JudgeRequest } from './judge.js';
import { abilitiesOf } from './models.js';
import { promptMessages } from './prompt.js';
import { invalidReply, parseReply, replySchema } from './reply-schema.js';

export interface GroqJudgeSettings {
  readonly apiKey: string;
  /** Without `/openai/v1`, which the SDK adds. */
  readonly baseUrl: string;
  /** In the order of preference. */
  readonly models: readonly string[];
  /** For one judgement, whatever is tried meanwhile. */
  readonly deadlineMs: number;
}

// Groq counts all of it against the tokens per minute, used or not; a full reply takes about two thirds of it.
const MAX_COMPLETION_TOKENS = 1800;

/** As much of a completion as is read. The SDK's types promise more than a proxy in between keeps. */
const completion = z.object({
  choices: z.tuple([z.object({ message: z.object({ content: z.string() }) })], z.unknown()),
  usage: z.object({ prompt_tokens: z.int(), completion_tokens: z.int() }).nullish(),
});

/** A judge that asks a vision model on Groq: one call, and one more for each listed model that is gone. */
export class GroqJudge implements Judge {
  // Private to the runtime too, so that an object which holds the key cannot be logged by accident.
  readonly #client: Groq;
  readonly #models: readonly string[];
  readonly #deadlineMs: number;
  readonly #logger: Logger;
  /** Every call finds out anew that a model is gone, but the log needs to hear of it only once. */
  readonly #reportedGone = new Set<string>();

  constructor(settings: GroqJudgeSettings, logger: Logger) {
    this.#models = settings.models;
    this.#deadlineMs = settings.deadlineMs;
    this.#logger = logger;
    this.#client = new Groq({
      apiKey: settings.apiKey,
      baseURL: settings.baseUrl,
      // The SDK's own retries wait as long as the provider likes, and cannot be aborted meanwhile.
      maxRetries: 0,
      // Never the first to fire: the deadline of `judge` also covers the body, and this one does not.
      timeout: 2 * settings.deadlineMs,
      // It would log to the console, and with it what the provider said.
      logLevel: 'off',
    });
  }

  async judge(request: JudgeRequest, signal: AbortSignal): Promise<JudgeReply> {
    const startedAt = performance.now();
    const until = AbortSignal.any([signal, AbortSignal.timeout(this.#deadlineMs)]);
    const asked = askedCriteria(request.criteria, request.context.title);
    for (const model of this.#models) {
      const answer = await this.#ask(model, asked, request, until);
      if (answer === 'model gone') continue;
      return {
        ...readCompletion(answer.body, asked),
        model,
        durationMs: Math.round(performance.now() - startedAt),
      };
    }
    throw noModelLeft();
  }

  async #ask(
    model: string,
    asked: readonly AskedCriterion[],
    { context, picture }: JudgeRequest,
    until: AbortSignal,
  ): Promise<{ readonly body: unknown } | 'model gone'> {
    const { strictSchema, reasoningEffort } = abilitiesOf(model);
    const schema = replySchema(asked);
    try {
      const body = await this.#client.chat.completions.create(
        {
          model,
          messages: promptMessages({ asked, context, picture, schemaInWords: strictSchema ? null : schema }),
          response_format: strictSchema
            ? { type: 'json_schema', json_schema: { name: 'verdict', strict: true, schema } }
            : { type: 'json_object' },
          ...(reasoningEffort === null ? {} : { reasoning_effort: reasoningEffort }),
          max_completion_tokens: MAX_COMPLETION_TOKENS,
          // The same picture should get the same scores, as far as a model can.
          temperature: 0,
        },
        { signal: until },
      );
      return { body };
    } catch (thrown) {
      const { error, status, modelGone } = groqFailure(thrown, until.aborted);
      if (modelGone) {
        this.#reportGone(model);
        return 'model gone';
      }
      this.#logger.warn({ model, status, code: error.code }, 'the judge failed');
      throw error;
    }
  }

  #reportGone(model: string): void {
    if (this.#reportedGone.has(model)) return;
    this.#reportedGone.add(model);
    this.#logger.warn({ model }, 'this model is gone, the next of GROQ_MODELS is asked instead');
  }
}

function readCompletion(body: unknown, asked: readonly AskedCriterion[]) {
  const parsed = completion.safeParse(body);
  if (!parsed.success) throw invalidReply();
  const { choices, usage } = parsed.data;
  return {
    ...parseReply(choices[0].message.content, asked),
    promptTokens: usage?.prompt_tokens ?? 0,
    completionTokens: usage?.completion_tokens ?? 0,
  };
}
