import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PACE } from '../../src/model/pace.js';
import { RateBudget } from '../../src/model/rate-budget.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { answers } from '../support/fake-groq-answers.js';
import {
  failureOf,
  JSON_MODE,
  judgeUnderTest,
  patience,
  request,
  STRICT,
} from '../support/judge-under-test.js';

const left = (tokens: number, reset: string) => ({
  'x-ratelimit-remaining-tokens': String(tokens),
  'x-ratelimit-reset-tokens': reset,
});

describe('a budget', () => {
  let now = 0;
  const budget = (headers: Record<string, string>) => {
    const made = new RateBudget(() => now);
    made.observe(new Headers(headers));
    return made;
  };

  test('knows nothing against a call before the first answer, or without readable headers', () => {
    expect(new RateBudget(() => now).waitFor(1e9)).toBe(0);
    expect(budget({ 'x-ratelimit-remaining-tokens': '0' }).waitFor(100)).toBe(0);
    expect(budget(left(Number.NaN, '3s')).waitFor(100)).toBe(0);
  });

  test.each([
    ['7.66s', 7660],
    ['2m59.56s', 179_560],
    ['800ms', 800],
    ['1h0m0s', 3_600_000],
    ['1d2h', 93_600_000],
    ['0s', 0],
    ['', 0],
    ['soon', 0],
    ['-1s', 0],
  ])('reads a reset of %j', (reset, milliseconds) => {
    expect(budget(left(0, reset)).waitFor(100)).toBeCloseTo(milliseconds);
  });

  test('makes a call wait that does not fit, and no longer than to the reset', () => {
    const tokens = budget(left(100, '3s'));
    expect([tokens.waitFor(100), tokens.waitFor(101)]).toEqual([0, 3000]);
    now += 1000;
    expect(tokens.waitFor(101)).toBe(2000);
    now += 2000;
    expect(tokens.waitFor(101)).toBe(0);
  });

  test('counts calls that have begun', () => {
    const tokens = budget(left(250, '3s'));
    tokens.take(100);
    tokens.take(100);
    expect([tokens.waitFor(50), tokens.waitFor(100)]).toEqual([0, 3000]);
  });

  test('counts requests as well', () => {
    const requests = budget({ 'x-ratelimit-remaining-requests': '1', 'x-ratelimit-reset-requests': '1h' });
    expect(requests.waitFor(1)).toBe(0);
    requests.take(1);
    expect(requests.waitFor(1)).toBe(3_600_000);
  });

  test('learns from what a prompt really took', () => {
    const messages = [{ role: 'system' as const, content: 'x'.repeat(4000) }];
    const learning = new RateBudget(() => now);
    const guess = learning.estimate(messages);
    learning.learn(messages, 500);
    expect(guess - learning.estimate(messages)).toBe(500);
    learning.learn(messages, 0);
    expect(guess - learning.estimate(messages)).toBe(500);
  });
});

describe('a judge', () => {
  let groq: FakeGroq;
  beforeEach(async () => {
    groq = await startFakeGroq();
  });
  afterEach(() => groq.stop());

  const leaving = (tokens: number, reset: string) =>
    answers.withHeaders(left(tokens, reset), answers.completion());

  test('waits for a reset that is near', async () => {
    groq.respondWith(leaving(100, '300ms'), answers.completion());
    const { judge } = judgeUnderTest(groq);
    const startedAt = performance.now();
    await judge.judge(request, patience());
    await judge.judge(request, patience());
    expect(performance.now() - startedAt).toBeGreaterThan(290);
  });

  test('does not ask where the reset is far', async () => {
    groq.respondWith(leaving(100, '2m59.56s'));
    const { judge } = judgeUnderTest(groq);
    await judge.judge(request, patience());
    const error = await failureOf(judge.judge(request, patience()));
    expect(error.code).toBe('JUDGE_RATE_LIMITED');
    expect(error.retryAfter).toBeGreaterThan(170);
    expect(error.retryAfter).toBeLessThanOrEqual(180);
    expect(groq.requests).toHaveLength(1);
  });

  test('does not wait for a reset beyond its deadline', async () => {
    groq.respondWith(leaving(100, '4s'));
    const { judge } = judgeUnderTest(groq, { deadlineMs: 3000 });
    await judge.judge(request, patience());
    const error = await failureOf(judge.judge(request, patience()));
    expect([error.code, error.retryAfter]).toEqual(['JUDGE_RATE_LIMITED', 4]);
  });

  test('believes the headers of a refusal', async () => {
    groq.respondWith(answers.withHeaders(left(0, '50s'), answers.status(429)));
    const error = await failureOf(judgeUnderTest(groq).judge.judge(request, patience()));
    expect([error.code, error.retryAfter]).toEqual(['JUDGE_RATE_LIMITED', 50]);
    expect(groq.requests).toHaveLength(1);
  });

  test('keeps a budget for each model', async () => {
    let now = 0;
    const gone = answers.status(404, { code: 'model_not_found' });
    groq.respondWith(gone, leaving(100, '1h'), answers.completion());
    const { judge } = judgeUnderTest(groq, { models: [STRICT, JSON_MODE] }, { now: () => now });
    expect((await judge.judge(request, patience())).model).toBe(JSON_MODE);
    expect((await failureOf(judge.judge(request, patience()))).code).toBe('JUDGE_RATE_LIMITED');
    now += PACE.asideMs;
    expect((await judge.judge(request, patience())).model).toBe(STRICT);
  });
});
