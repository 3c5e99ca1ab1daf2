import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { combineVerdicts, UNSTABLE_SPREAD } from '../../src/judgement/combine-verdicts.js';
import type { PassVerdict } from '../../src/judgement/judge.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { type Answer, answers } from '../support/fake-groq-answers.js';
import { failureOf, judgeUnderTest, patience, request } from '../support/judge-under-test.js';

const opinion = (name: string, scores: Record<string, number>, model = 'm'): PassVerdict => ({
  model,
  promptTokens: 100,
  completionTokens: 10,
  criteria: Object.fromEntries(
    Object.entries(scores).map(([key, score]) => [key, { score, reason: name, region: null }]),
  ),
  summary: name,
  strengths: [name],
  weaknesses: [],
});

describe('several opinions', () => {
  test('give the median of each criterion, and the words of the pass that is closest to it', () => {
    const reply = combineVerdicts([
      opinion('low', { a: 10, b: 60 }),
      opinion('high', { a: 90, b: 80 }),
      opinion('middle', { a: 50, b: 62 }),
    ]);
    expect(reply).toEqual({
      model: 'm',
      promptTokens: 300,
      completionTokens: 30,
      criteria: {
        a: { score: 50, reason: 'middle', region: null, unstable: true },
        b: { score: 62, reason: 'middle', region: null, unstable: false },
      },
      summary: 'middle',
      strengths: ['middle'],
      weaknesses: [],
      passes: [
        { a: 10, b: 60 },
        { a: 90, b: 80 },
        { a: 50, b: 62 },
      ],
    });
  });

  test('of two, the median is the whole number between them', () => {
    const { criteria, summary } = combineVerdicts([
      opinion('first', { a: 41 }),
      opinion('second', { a: 44 }),
    ]);
    expect(criteria.a?.score).toBe(43);
    expect(summary).toBe('second');
  });

  test.each([
    [UNSTABLE_SPREAD, false],
    [UNSTABLE_SPREAD + 1, true],
  ])('that are %d points apart: unstable is %s', (spread, unstable) => {
    const { criteria } = combineVerdicts([opinion('a', { a: 20 }), opinion('b', { a: 20 + spread })]);
    expect(criteria.a?.unstable).toBe(unstable);
  });

  test('of different models are not mixed, but all are paid for', () => {
    const reply = combineVerdicts([opinion('a', { a: 0 }), opinion('b', { a: 100 }, 'other')]);
    expect(reply).toMatchObject({ model: 'm', passes: [{ a: 0 }], promptTokens: 200 });
  });
});

describe('passes', () => {
  let groq: FakeGroq;
  beforeEach(async () => {
    groq = await startFakeGroq();
  });
  afterEach(() => groq.stop());

  /** Another answer for each seed. */
  const bySeed =
    (seeds: Readonly<Record<number, Answer>>): Answer =>
    (exchange) =>
      (seeds[exchange.request.body.seed ?? 0] ?? answers.completion())(exchange);
  const scored = (score: number) => answers.completion({ scores: { '*': score } });

  test('run side by side, each with its seed and a temperature', async () => {
    let waiting = 0;
    let letGo = () => {};
    const all = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    groq.respondWith(async (exchange) => {
      if (++waiting === 3) letGo();
      await all;
      await bySeed({ 1: scored(10), 2: scored(50), 3: scored(60) })(exchange);
    });
    const reply = await judgeUnderTest(groq, { passes: 3 }).judge.judge(request, patience());
    expect(reply.criteria.legibility).toMatchObject({ score: 50, unstable: true });
    expect(reply.passes.map(({ legibility }) => legibility)).toEqual([10, 50, 60]);
    expect(groq.requests.map(({ body }) => body.seed).sort()).toEqual([1, 2, 3]);
    expect(new Set(groq.requests.map(({ body }) => body.temperature)).size).toBe(1);
    expect(groq.requests[0]!.body.temperature).toBeGreaterThan(0);
    expect(reply.promptTokens).toBeGreaterThan(3 * 2048);
  });

  test('that fail are left out as long as one succeeds', async () => {
    groq.respondWith(bySeed({ 1: answers.status(500), 2: scored(30), 3: answers.hang() }));
    const { judge, lines } = judgeUnderTest(groq, { passes: 3, deadlineMs: 1500 });
    const reply = await judge.judge(request, patience());
    expect(reply.passes).toEqual([{ legibility: 30, titleFit: 30 }]);
    expect(lines.at(-1)).toContain('"codes":["JUDGE_UNAVAILABLE","JUDGE_TIMEOUT"]');
  });

  test('that all fail, fail as the first one did', async () => {
    groq.respondWith(bySeed({ 1: answers.status(400), 2: answers.status(401) }));
    const error = await failureOf(judgeUnderTest(groq, { passes: 2 }).judge.judge(request, patience()));
    expect(error.code).toBe('JUDGE_REFUSED_REQUEST');
  });
});
