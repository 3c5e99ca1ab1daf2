import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ErrorCode } from '../../src/errors/app-error.js';
import { PACE } from '../../src/model/pace.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { answers } from '../support/fake-groq-answers.js';
import {
  BLIND,
  failureOf,
  GONE,
  JSON_MODE,
  judgeUnderTest,
  NEVER_WAS,
  patience,
  request,
  STRICT,
} from '../support/judge-under-test.js';

let groq: FakeGroq;
let now: number;

beforeEach(async () => {
  groq = await startFakeGroq();
  now = 1_000_000;
});
afterEach(() => groq.stop());

const clock = { now: () => now };
const asked = () => groq.requests.map(({ body }) => body.model);

test('a model that cannot answer leaves the word to the next, with one warning, and costs no attempt', async () => {
  const models = [GONE, NEVER_WAS, BLIND, JSON_MODE];
  const { judge, lines } = judgeUnderTest(groq, { models }, clock);
  const first = await judge.judge(request, patience());
  const second = await judge.judge(request, patience());
  expect([first.model, second.model]).toEqual([JSON_MODE, JSON_MODE]);
  expect(asked()).toEqual([...models, JSON_MODE]);
  const warnings = lines
    .map((line) => JSON.parse(line) as { level: number })
    .filter(({ level }) => level >= 40);
  expect(warnings).toEqual([
    expect.objectContaining({ model: GONE, because: 'it was taken out of service' }),
    expect.objectContaining({ model: NEVER_WAS, because: 'it does not exist' }),
    expect.objectContaining({ model: BLIND, because: 'it does not accept pictures' }),
  ]);
});

test('several who find out at once cause one warning', async () => {
  const { judge, lines } = judgeUnderTest(groq, { models: [GONE, STRICT] });
  await Promise.all([judge.judge(request, patience()), judge.judge(request, patience())]);
  expect(asked().filter((model) => model === GONE)).toHaveLength(2);
  expect(lines).toHaveLength(1);
});

test.each([
  ['prompting with images is incompatible with system messages'],
  ['This model does not support image input'],
])('a model that is refused like this is put aside: %s', async (message) => {
  groq.respondWith(answers.status(400, { message }), answers.completion());
  const { judge } = judgeUnderTest(groq, { models: [STRICT, JSON_MODE] });
  expect((await judge.judge(request, patience())).model).toBe(JSON_MODE);
});

test('a model that was put aside is asked again later', async () => {
  const { judge } = judgeUnderTest(groq, { models: [GONE, STRICT] }, clock);
  await judge.judge(request, patience());
  now += PACE.asideMs - 1;
  await judge.judge(request, patience());
  expect(asked()).toEqual([GONE, STRICT, STRICT]);
  now += 1;
  await judge.judge(request, patience());
  expect(asked()).toEqual([GONE, STRICT, STRICT, GONE, STRICT]);
});

test('without a model that can answer, nobody is asked until the first comes back', async () => {
  const { judge } = judgeUnderTest(groq, { models: [NEVER_WAS, GONE] }, clock);
  const first = await failureOf(judge.judge(request, patience()));
  expect([first.code, first.retryAfter]).toEqual([ErrorCode.JUDGE_UNAVAILABLE, PACE.asideMs / 1000]);
  expect(groq.requests).toHaveLength(2);
  now += 100_000;
  const second = await failureOf(judge.judge(request, patience()));
  expect([second.code, second.retryAfter]).toEqual([ErrorCode.JUDGE_UNAVAILABLE, PACE.asideMs / 1000 - 100]);
  expect(groq.requests).toHaveLength(2);
});
