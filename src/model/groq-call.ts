import Groq from 'groq-sdk';
import { z } from 'zod';
import { groqFailure, unreadable } from './groq-failure.js';
import { MAX_COMPLETION_TOKENS, type ReplyFormat } from './model-abilities.js';
import type { Model } from './model-list.js';
import type { ModelMessage, WireSchema } from './model-task.js';
import type { Sampling } from './sampling.js';

/** What one call asks. */
export interface ModelQuestion {
  readonly messages: readonly ModelMessage[];
  readonly schema: WireSchema;
  readonly format: ReplyFormat;
  readonly sampling: Sampling;
}

/** What the model said, not checked yet. */
export interface SaidReply {
  readonly reply: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** More than any model takes: the sum of all calls for one judgement has to fit its column. */
const MOST_TOKENS = 10_000_000;

/** A count as far as it is known, which is no reason to lose a reply that was paid for. */
const tokens = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .pipe(z.number().min(0).max(MOST_TOKENS).transform(Math.round))
  .catch(0);

/** As much of a completion as is read. The SDK's types promise more than a proxy in between keeps. */
const completion = z.object({
  choices: z.tuple([z.object({ message: z.object({ content: z.string() }) })], z.unknown()),
  usage: z
    .object({
      prompt_tokens: tokens,
      completion_tokens: tokens,
      prompt_tokens_details: z.object({ cached_tokens: tokens }).catch({ cached_tokens: 0 }),
    })
    .catch({ prompt_tokens: 0, completion_tokens: 0, prompt_tokens_details: { cached_tokens: 0 } }),
});

/** One request to Groq and its answer; nothing is tried twice here. */
export class GroqCall {
  // Private to the runtime too, so that an object which holds the key cannot be logged by accident.
  readonly #client: Groq;

  /** @param patienceMs longer than any call is waited for */
  constructor(
    { apiKey, baseUrl }: { readonly apiKey: string; readonly baseUrl: string },
    patienceMs: number,
  ) {
    this.#client = new Groq({
      apiKey,
      baseURL: baseUrl,
      // The SDK's own retries wait as long as the provider likes, and cannot be aborted meanwhile.
      maxRetries: 0,
      // Never the first to fire: it does not cover the body, and the signal of `send` does.
      timeout: patienceMs,
      // It would log to the console, and with it what the provider said.
      logLevel: 'off',
    });
  }

  /**
   * Asks a model once, and keeps its budget up to date.
   * @throws a Failure
   */
  async send(model: Model, question: ModelQuestion, until: AbortSignal): Promise<SaidReply> {
    const { data, response } = await this.#post(model, question, until);
    model.budget.observe(response.headers);
    const parsed = completion.safeParse(data);
    if (!parsed.success) throw unreadable(response.status);
    const { choices, usage } = parsed.data;
    const { cached_tokens: cachedTokens } = usage.prompt_tokens_details;
    model.budget.learn(question.messages, Math.max(0, usage.prompt_tokens - cachedTokens));
    return {
      reply: choices[0].message.content,
      promptTokens: usage.prompt_tokens,
      completionTokens: usage.completion_tokens,
    };
  }

  async #post({ name, abilities, budget }: Model, question: ModelQuestion, until: AbortSignal) {
    const { messages, schema, format, sampling } = question;
    const { reasoningEffort } = abilities;
    try {
      return await this.#client.chat.completions
        .create(
          {
            model: name,
            messages: [...messages],
            response_format:
              format === 'JSON'
                ? { type: 'json_object' }
                : {
                    type: 'json_schema',
                    json_schema: { name: 'verdict', strict: format === 'strict schema', schema },
                  },
            ...(reasoningEffort === null ? {} : { reasoning_effort: reasoningEffort }),
            max_completion_tokens: MAX_COMPLETION_TOKENS,
            ...sampling,
          },
          { signal: until },
        )
        .withResponse();
    } catch (thrown) {
      const { failure, headers } = groqFailure(thrown, until.aborted);
      if (headers) budget.observe(headers);
      throw failure;
    }
  }
}
