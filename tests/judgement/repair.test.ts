import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { answers, PROVIDER_TEXT } from '../support/fake-groq-answers.js';
import { textsOf } from '../support/fake-groq-request.js';
import {
  failureOf,
  JSON_MODE,
  judgeUnderTest,
  patience,
  request,
  STRICT,
} from '../support/judge-under-test.js';

let groq: FakeGroq;

beforeEach(async () => {
  groq = await startFakeGroq();
});
afterEach(() => groq.stop());

const tooHigh = answers.completion({ scores: { legibility: 101, '*': 50 } });

test.each([STRICT, JSON_MODE])('one reply of %s may be mended, and both are paid for', async (model) => {
  groq.respondWith(tooHigh, answers.completion());
  const { judge } = judgeUnderTest(groq, { models: [model] });
  const reply = await judge.judge(request, patience());
  expect(reply.criteria.legibility?.score).toBe(70);
  const [, second] = groq.requests;
  expect(textsOf(second!.body).at(-1)).toContain('criteria.legibility.score: ');
  expect(textsOf(second!.body).at(-1)).not.toContain('titleFit');
  expect(reply.promptTokens).toBeGreaterThan(2 * 2048);
});

test('a second bad reply is the last', async () => {
  groq.respondWith(tooHigh, tooHigh, answers.completion());
  const error = await failureOf(judgeUnderTest(groq).judge.judge(request, patience()));
  expect(error.code).toBe('JUDGE_REPLY_INVALID');
  expect(groq.requests).toHaveLength(2);
});

test('a fault on the way to the repair does not cost it, and all together are three calls at most', async () => {
  groq.respondWith(tooHigh, answers.status(503), answers.completion());
  await judgeUnderTest(groq).judge.judge(request, patience());
  expect(textsOf(groq.requests[2]!.body).at(-1)).toContain('criteria.legibility.score: ');

  groq.respondWith(answers.status(503), answers.status(503), tooHigh, answers.completion());
  const error = await failureOf(judgeUnderTest(groq).judge.judge(request, patience()));
  expect(error.code).toBe('JUDGE_REPLY_INVALID');
  expect(groq.requests).toHaveLength(6);
});

test('a model that wrote nothing is not quoted', async () => {
  groq.respondWith(answers.completion({ content: ' ' }), answers.completion());
  await judgeUnderTest(groq).judge.judge(request, patience());
  expect(groq.requests[1]!.body.messages.map(({ role }) => role)).toEqual(['system', 'user', 'user']);
});

test('an endless reply is quoted only in part', async () => {
  groq.respondWith(answers.completion({ content: PROVIDER_TEXT.repeat(1000) }), answers.completion());
  await judgeUnderTest(groq).judge.judge(request, patience());
  const quoted = groq.requests[1]!.body.messages.find(({ role }) => role === 'assistant');
  expect(quoted!.content.length).toBeLessThan(10_000);
});
