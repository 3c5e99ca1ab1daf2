import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { picturesOf, type RecordedRequest, replySchemaOf, textsOf } from './fake-groq-request.js';
import { jsonFromSchema } from './json-from-schema.js';

/** One request that passed the checks, and the response to it. */
export interface Exchange {
  readonly request: RecordedRequest;
  readonly response: ServerResponse;
}

/** Answers one request, well or badly. */
export type Answer = (exchange: Exchange) => void | Promise<void>;

interface CompletionOptions {
  /** By criterion; `*` for all others, 70 unless given. */
  readonly scores?: Readonly<Record<string, number>>;
  /** What the model says, instead of a value made from the schema. */
  readonly content?: string;
  /** What the model sums up, instead of a text made from the schema. */
  readonly summary?: string;
  readonly finishReason?: 'stop' | 'length';
  /** How many tokens of the prompt were in the provider's cache. */
  readonly cachedTokens?: number;
  /** In place of the true counts of tokens. */
  readonly usage?: unknown;
}

interface StatusOptions {
  readonly message?: string;
  readonly type?: string;
  readonly code?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Everything the fake server can be told to answer. */
export const answers = {
  /** A good reply. */
  completion:
    (options: CompletionOptions = {}): Answer =>
    ({ request, response }) =>
      sendJson(response, 200, completionFor(request, options)),

  /** An error status in Groq's shape. */
  status:
    (status: number, options: StatusOptions = {}): Answer =>
    ({ response }) => {
      const { message = PROVIDER_TEXT, type = 'api_error', code, headers = {} } = options;
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      sendJson(response, status, { error: { message, type, ...(code === undefined ? {} : { code }) } });
    },

  /** A page, as a proxy in between sends it. */
  html:
    (status: number): Answer =>
    ({ response }) => {
      response
        .writeHead(status, { 'content-type': 'text/html' })
        .end(`<html><body>${PROVIDER_TEXT}</body></html>`);
    },

  /** Status and headers, no body. */
  empty:
    (status: number): Answer =>
    ({ response }) => {
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': '0' }).end();
    },

  /** 200 with an error object in place of a completion. */
  errorWithStatus200:
    (): Answer =>
    ({ response }) =>
      sendJson(response, 200, { error: { message: PROVIDER_TEXT, type: 'api_error' } }),

  /** A complete HTTP response whose JSON ends half-way. */
  truncatedJson:
    (): Answer =>
    ({ request, response }) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(firstHalf(request));
    },

  /** JSON in the content, but not of the schema. */
  wrongSchema: (): Answer =>
    answers.completion({ content: JSON.stringify({ verdict: PROVIDER_TEXT, score: 101 }) }),

  /** A refusal in words where JSON was asked for. */
  refusalInWords: (): Answer => answers.completion({ content: `I'm sorry, I can't. ${PROVIDER_TEXT}` }),

  /** A good completion that calls itself something else than JSON. */
  wrongContentType:
    (): Answer =>
    ({ request, response }) => {
      const body = JSON.stringify(completionFor(request, {}));
      response.writeHead(200, { 'content-type': 'text/plain' }).end(body);
    },

  /** Takes the request and never answers. */
  hang: (): Answer => () => {},

  /** Headers and half a body, then silence. */
  slowBody:
    (): Answer =>
    ({ request, response }) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write(firstHalf(request));
    },

  /** Breaks the connection before any answer. */
  reset:
    (): Answer =>
    ({ response }) => {
      response.socket?.resetAndDestroy();
    },

  /** Breaks the connection in mid-body. */
  resetInBody:
    (): Answer =>
    ({ request, response }) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(firstHalf(request), () => response.socket?.resetAndDestroy());
    },

  /** Any answer, with further headers or others than usual. */
  withHeaders:
    (headers: Readonly<Record<string, string>>, answer: Answer): Answer =>
    (exchange) => {
      for (const [name, value] of Object.entries(headers)) exchange.response.setHeader(name, value);
      return answer(exchange);
    },

  /** Any answer, later. */
  after:
    (milliseconds: number, answer: Answer): Answer =>
    async (exchange) => {
      await pause(milliseconds);
      await answer(exchange);
    },
};

/** Stands for whatever the provider writes into a failure: tests look for it where it must not be. */
export const PROVIDER_TEXT = 'Provider text for org_01secret: upstream shard 7 failed';

/** Writes a JSON response. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function completionFor(request: RecordedRequest, options: CompletionOptions) {
  const schema = replySchemaOf(request.body);
  const value = schema === null ? {} : jsonFromSchema(schema, { '*': 70, ...options.scores });
  const { summary } = options;
  const reply = summary === undefined ? value : Object.assign({}, value, { summary });
  const content = options.content ?? JSON.stringify(reply);
  // Four characters a token is the usual estimate; 2,048 a picture is what Groq charges.
  const promptTokens =
    Math.ceil(textsOf(request.body).join('').length / 4) + 2048 * picturesOf(request.body).length;
  const completionTokens = Math.ceil(content.length / 4);
  return {
    id: `chatcmpl-${randomUUID()}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model: request.body.model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content },
        logprobs: null,
        finish_reason: options.finishReason ?? 'stop',
      },
    ],
    usage:
      'usage' in options
        ? options.usage
        : {
            queue_time: 0.01,
            prompt_tokens: promptTokens,
            prompt_time: 0.02,
            completion_tokens: completionTokens,
            completion_time: 0.3,
            total_tokens: promptTokens + completionTokens,
            total_time: 0.32,
            ...(options.cachedTokens === undefined
              ? {}
              : { prompt_tokens_details: { cached_tokens: options.cachedTokens } }),
          },
    system_fingerprint: 'fp_fake',
    service_tier: 'on_demand',
    x_groq: { id: `req_${randomUUID()}` },
  };
}

function firstHalf(request: RecordedRequest): string {
  const whole = JSON.stringify(completionFor(request, {}));
  return whole.slice(0, whole.length / 2);
}
