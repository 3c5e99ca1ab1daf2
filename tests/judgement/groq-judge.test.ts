import { Writable } from 'node:stream';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { AppError, ErrorCode } from '../../src/errors.js';
import { GroqJudge, type GroqJudgeSettings } from '../../src/judgement/groq-judge.js';
import type { JudgeRequest } from '../../src/judgement/judge.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { type Answer, answers, PROVIDER_TEXT } from '../support/fake-groq-answers.js';
import { picturesOf, textsOf } from '../support/fake-groq-request.js';
import { smallCriteria } from '../support/small-criteria.js';

const STRICT = 'qwen/qwen3.8-27b';
const JSON_MODE = 'qwen/qwen3.6-27b';
const GONE = 'meta-llama/llama-4-scout-17b-16e-instruct';
const NEVER_WAS = 'llama-3.2-90b-vision-preview';

const request: JudgeRequest = {
  picture: Buffer.from('a picture'),
  context: { title: 'I "built" a boat', audience: null },
  criteria: smallCriteria,
};
const patience = () => new AbortController().signal;

let groq: FakeGroq;
let log: string;

beforeEach(async () => {
  groq = await startFakeGroq();
  log = '';
});
afterEach(() => groq.stop());

function judgeWith(settings: Partial<GroqJudgeSettings> = {}): GroqJudge {
  const stream = new Writable({
    write(chunk, _encoding, done) {
      log += chunk;
      done();
    },
  });
  return new GroqJudge(
    { apiKey: groq.apiKey, baseUrl: groq.url, models: [STRICT], deadlineMs: 10_000, ...settings },
    pino({ level: 'trace' }, stream),
  );
}

async function failureOf(judging: Promise<unknown>): Promise<AppError> {
  const error = await judging.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error(`Expected an AppError, received ${String(error)}`);
  return error;
}

describe('a judgement', () => {
  test.each([STRICT, JSON_MODE])('by %s is read back', async (model) => {
    groq.respondWith(answers.completion({ scores: { legibility: 85, '*': 40 } }));
    const reply = await judgeWith({ models: [model] }).judge(request, patience());
    expect(reply).toMatchObject({ model, criteria: { legibility: { score: 85 }, titleFit: { score: 40 } } });
    expect(Object.keys(reply.criteria)).toEqual(['legibility', 'titleFit']);
    expect(Object.values(reply.criteria).map(({ reason }) => reason)).not.toContain('');
    expect(reply.summary).not.toBe('');
    expect(reply.strengths).toHaveLength(1);
    expect(reply.promptTokens).toBeGreaterThan(2048);
    expect(reply.completionTokens).toBeGreaterThan(0);
    expect(Number.isInteger(reply.durationMs)).toBe(true);
    expect(groq.requests).toHaveLength(1);
    expect(log).toBe('');
  });

  test('is asked for under a strict schema, without thoughts, with bounded output', async () => {
    await judgeWith().judge(request, patience());
    const [{ body } = { body: undefined }] = groq.requests;
    expect(body).toMatchObject({
      model: STRICT,
      response_format: { type: 'json_schema', json_schema: { strict: true } },
      reasoning_effort: 'none',
    });
    expect(body!.max_completion_tokens).toBeLessThanOrEqual(2000);
    expect(picturesOf(body!)).toEqual([`data:image/jpeg;base64,${request.picture.toString('base64')}`]);
    expect(textsOf(body!).at(-1)).toContain(JSON.stringify(request.context.title));
    expect(textsOf(body!).join()).not.toContain('JSON Schema');
  });

  test('is asked for with the schema in the prompt where the model knows only JSON mode', async () => {
    await judgeWith({ models: [JSON_MODE] }).judge(request, patience());
    const body = groq.requests[0]!.body;
    expect(body.response_format).toEqual({ type: 'json_object' });
    expect(body.reasoning_effort).toBe('none');
    expect(textsOf(body)[0]).toContain('{"type":"object"');
  });

  test('asks an unknown model only for what every model can', async () => {
    await groq.stop();
    groq = await startFakeGroq({
      models: { 'new/model': { strictSchema: false, maxPictures: 1, reasoningEfforts: [] } },
    });
    const reply = await judgeWith({ models: ['new/model'] }).judge(request, patience());
    expect(reply.model).toBe('new/model');
    expect(groq.requests[0]!.body).not.toHaveProperty('reasoning_effort');
  });
});

describe('a model that is gone', () => {
  test('leaves the word to the next, with one warning', async () => {
    const judge = judgeWith({ models: [GONE, NEVER_WAS, JSON_MODE] });
    const first = await judge.judge(request, patience());
    const second = await judge.judge(request, patience());
    expect([first.model, second.model]).toEqual([JSON_MODE, JSON_MODE]);
    expect(groq.requests.slice(0, 3).map(({ body }) => body.model)).toEqual([GONE, NEVER_WAS, JSON_MODE]);
    const warnings = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(warnings).toEqual([
      expect.objectContaining({ level: 40, model: GONE }),
      expect.objectContaining({ level: 40, model: NEVER_WAS }),
    ]);
  });

  test('is JUDGE_UNAVAILABLE when it was the last', async () => {
    const error = await failureOf(judgeWith({ models: [NEVER_WAS, GONE] }).judge(request, patience()));
    expect(error.code).toBe(ErrorCode.JUDGE_UNAVAILABLE);
    expect(groq.requests).toHaveLength(2);
  });
});

describe('a failure', () => {
  const { status } = answers;
  const faults: [string, Answer, ErrorCode, number | undefined][] = [
    ['400', status(400), ErrorCode.JUDGE_REFUSED_REQUEST, undefined],
    [
      '400 json_validate_failed',
      status(400, { code: 'json_validate_failed' }),
      ErrorCode.JUDGE_REPLY_INVALID,
      undefined,
    ],
    ['401', status(401), ErrorCode.JUDGE_NOT_CONFIGURED, undefined],
    ['403', status(403), ErrorCode.JUDGE_NOT_CONFIGURED, undefined],
    ['404 of another kind', status(404, { code: 'unknown_url' }), ErrorCode.JUDGE_NOT_CONFIGURED, undefined],
    ['413', status(413), ErrorCode.JUDGE_REFUSED_REQUEST, undefined],
    ['422', status(422), ErrorCode.JUDGE_REFUSED_REQUEST, undefined],
    ['424', status(424), ErrorCode.JUDGE_UNAVAILABLE, undefined],
    ['429', status(429, { headers: { 'retry-after': '7' } }), ErrorCode.JUDGE_RATE_LIMITED, 7],
    [
      '429 with decimals',
      status(429, { headers: { 'retry-after': '1.2' } }),
      ErrorCode.JUDGE_RATE_LIMITED,
      2,
    ],
    ['429 without a time', status(429), ErrorCode.JUDGE_RATE_LIMITED, undefined],
    ['498', status(498, { headers: { 'retry-after': '3' } }), ErrorCode.JUDGE_RATE_LIMITED, 3],
    ['499', status(499), ErrorCode.JUDGE_UNAVAILABLE, undefined],
    ['500', status(500), ErrorCode.JUDGE_UNAVAILABLE, undefined],
    ['502 as a page', answers.html(502), ErrorCode.JUDGE_UNAVAILABLE, undefined],
    ['503', status(503, { headers: { 'retry-after': '30' } }), ErrorCode.JUDGE_UNAVAILABLE, 30],
    ['503 without a body', answers.empty(503), ErrorCode.JUDGE_UNAVAILABLE, undefined],
    ['reset', answers.reset(), ErrorCode.JUDGE_UNAVAILABLE, undefined],
    ['reset in mid-body', answers.resetInBody(), ErrorCode.JUDGE_UNAVAILABLE, undefined],
    ['200 without a body', answers.empty(200), ErrorCode.JUDGE_REPLY_INVALID, undefined],
    ['200 as a page', answers.html(200), ErrorCode.JUDGE_REPLY_INVALID, undefined],
    ['200 with an error object', answers.errorWithStatus200(), ErrorCode.JUDGE_REPLY_INVALID, undefined],
    ['truncated JSON', answers.truncatedJson(), ErrorCode.JUDGE_REPLY_INVALID, undefined],
    ['wrong schema', answers.wrongSchema(), ErrorCode.JUDGE_REPLY_INVALID, undefined],
    [
      'a refusal in words',
      answers.completion({ content: PROVIDER_TEXT }),
      ErrorCode.JUDGE_REPLY_INVALID,
      undefined,
    ],
    ['an empty content', answers.completion({ content: '' }), ErrorCode.JUDGE_REPLY_INVALID, undefined],
    [
      'a reply that was cut off',
      answers.completion({ content: '{"criteria":{"legib', finishReason: 'length' }),
      ErrorCode.JUDGE_REPLY_INVALID,
      undefined,
    ],
  ];

  test.each(faults)(
    '%s has its code, and the provider stays unquoted',
    async (_what, answer, code, retryAfter) => {
      groq.respondWith(answer);
      const error = await failureOf(judgeWith().judge(request, patience()));
      expect([error.code, error.retryAfter]).toEqual([code, retryAfter]);
      expect(groq.requests).toHaveLength(1);
      for (const word of [PROVIDER_TEXT, 'org_01secret', groq.url, groq.apiKey]) {
        expect(inspect(error)).not.toContain(word);
        expect(log).not.toContain(word);
      }
    },
  );

  test('of the connection is JUDGE_UNAVAILABLE', async () => {
    const gone = await startFakeGroq();
    await gone.stop();
    const error = await failureOf(judgeWith({ baseUrl: gone.url }).judge(request, patience()));
    expect(error.code).toBe(ErrorCode.JUDGE_UNAVAILABLE);
  });

  test('of the key does not put it into the log', async () => {
    const apiKey = 'gsk_wrong_but_secret';
    const error = await failureOf(judgeWith({ apiKey }).judge(request, patience()));
    expect(error.code).toBe(ErrorCode.JUDGE_NOT_CONFIGURED);
    expect(log).toContain('JUDGE_NOT_CONFIGURED');
    expect(log + error.message).not.toContain(apiKey);
  });
});

describe('waiting', () => {
  const silences: [string, Answer][] = [
    ['no headers', answers.hang()],
    ['half a body', answers.slowBody()],
  ];

  test.each(silences)('ends at the deadline: %s', async (_what, answer) => {
    groq.respondWith(answer);
    const startedAt = performance.now();
    const error = await failureOf(judgeWith({ deadlineMs: 150 }).judge(request, patience()));
    expect(error.code).toBe(ErrorCode.JUDGE_TIMEOUT);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  test.each(silences)('ends when nobody waits any more: %s', async (_what, answer) => {
    const leaving = new AbortController();
    groq.respondWith(async (exchange) => {
      await answer(exchange);
      leaving.abort();
    });
    const error = await failureOf(judgeWith().judge(request, leaving.signal));
    expect(error.code).toBe(ErrorCode.JUDGE_TIMEOUT);
  });

  test('covers all models together', async () => {
    groq.respondWith(answers.hang());
    const error = await failureOf(
      judgeWith({ models: [GONE, STRICT], deadlineMs: 150 }).judge(request, patience()),
    );
    expect(error.code).toBe(ErrorCode.JUDGE_TIMEOUT);
    expect(groq.requests.map(({ body }) => body.model)).toEqual([GONE, STRICT]);
  });

  test('does not begin for a caller that has left', async () => {
    const error = await failureOf(judgeWith().judge(request, AbortSignal.abort()));
    expect(error.code).toBe(ErrorCode.JUDGE_TIMEOUT);
    expect(groq.requests).toHaveLength(0);
  });
});

test('the key is nowhere in what can be printed of the judge', () => {
  const judge = judgeWith();
  expect(inspect(judge, { depth: 5 }) + JSON.stringify(judge)).not.toContain(groq.apiKey);
});
