import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PACE } from '../../src/model/pace.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { type Answer, answers, PROVIDER_TEXT } from '../support/fake-groq-answers.js';
import { textsOf } from '../support/fake-groq-request.js';
import { MODEL_FAULTS } from '../support/judge-faults.js';
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

const MODELS = [STRICT, JSON_MODE];
const asked = () => groq.requests.map(({ body }) => body.model);
/** The first model answers like this, and the second one well. */
const onlyFirst =
  (answer: Answer): Answer =>
  (exchange) =>
    (exchange.request.body.model === STRICT ? answer : answers.completion())(exchange);

describe('what concerns one model', () => {
  test.each(MODEL_FAULTS)('leaves the word to the next at once: $what', async ({ answer }) => {
    groq.respondWith(onlyFirst(answer));
    const { judge } = judgeUnderTest(groq, { models: MODELS });
    expect((await judge.judge(request, patience())).model).toBe(JSON_MODE);
    expect(asked()).toEqual(MODELS);
  });

  test.each(MODEL_FAULTS)(
    'is told with its model where no other answers: $what',
    async ({ answer, code, attempts, retryAfter, because }) => {
      groq.respondWith(answer);
      const { judge, lines } = judgeUnderTest(groq);
      const error = await failureOf(judge.judge(request, patience()));
      expect([error.code, error.retryAfter]).toEqual([code, retryAfter]);
      expect(error.message).toMatch(new RegExp(` Models: ${STRICT} \\(${because}\\)\\.$`));
      expect(groq.requests).toHaveLength(attempts);
      for (const word of [PROVIDER_TEXT, 'org_01secret']) {
        expect(inspect(error, { depth: 9 }) + lines.join('')).not.toContain(word);
      }
    },
  );

  test('is told of every model, and what passes first decides', async () => {
    const limited = answers.status(429, { headers: { 'retry-after': '70' } });
    const blocked = answers.status(403, { code: 'model_permission_blocked_org' });
    groq.respondWith(limited, blocked);
    const error = await failureOf(judgeUnderTest(groq, { models: MODELS }).judge.judge(request, patience()));
    expect([error.code, error.retryAfter]).toEqual(['JUDGE_RATE_LIMITED', 70]);
    expect(error.message).toContain(
      `Models: ${STRICT} (its rate limit is used up), ${JSON_MODE} (it is not allowed for the key).`,
    );
    expect(asked()).toEqual(MODELS);
  });

  test('is told beside the failure of the model that was asked instead', async () => {
    const refused = answers.status(400, { code: 'invalid_image' });
    groq.respondWith(answers.status(429), refused);
    const error = await failureOf(judgeUnderTest(groq, { models: MODELS }).judge.judge(request, patience()));
    expect(error.code).toBe('JUDGE_REFUSED_REQUEST');
    expect(error.message).toContain(
      `Models: ${STRICT} (its rate limit is used up), ${JSON_MODE} (it failed).`,
    );
  });

  test('is no fault of the provider: the others are asked however often it happens', async () => {
    groq.respondWith(onlyFirst(answers.status(503, { message: 'It is over capacity' })));
    const { judge, models } = judgeUnderTest(groq, { models: MODELS });
    for (let time = 0; time < 8; time += 1) await judge.judge(request, patience());
    expect(models.isLeftAlone).toBe(false);
  });
});

describe('a model at its limit', () => {
  let now: number;
  beforeEach(() => {
    now = 1_000_000;
  });
  const clock = { now: () => now };

  test('is asked after the others until the limit is fresh again', async () => {
    const limited = answers.status(429, { headers: { 'retry-after': '60' } });
    groq.respondWith(limited, answers.completion());
    const { judge } = judgeUnderTest(groq, { models: MODELS }, clock);
    await judge.judge(request, patience());
    await judge.judge(request, patience());
    expect(asked()).toEqual([STRICT, JSON_MODE, JSON_MODE]);
    now += 60_000;
    await judge.judge(request, patience());
    expect(asked().at(-1)).toBe(STRICT);
  });

  test('is asked all the same where the others fail', async () => {
    const limited = answers.status(429, { headers: { 'retry-after': '60' } });
    const gone = answers.status(404, { code: 'model_not_found' });
    groq.respondWith(limited, answers.completion(), gone, answers.completion());
    const { judge } = judgeUnderTest(groq, { models: MODELS }, clock);
    await judge.judge(request, patience());
    expect((await judge.judge(request, patience())).model).toBe(STRICT);
    expect(asked()).toEqual([STRICT, JSON_MODE, JSON_MODE, STRICT]);
  });

  test('leaves the word to the next by its headers, without a call, and no longer than these say', async () => {
    const left = { 'x-ratelimit-remaining-tokens': '100', 'x-ratelimit-reset-tokens': '60s' };
    groq.respondWith(answers.withHeaders(left, answers.completion()), answers.completion());
    const { judge } = judgeUnderTest(groq, { models: MODELS }, clock);
    await judge.judge(request, patience());
    expect((await judge.judge(request, patience())).model).toBe(JSON_MODE);
    expect(asked()).toEqual(MODELS);
    now += 60_000;
    expect((await judge.judge(request, patience())).model).toBe(STRICT);
  });
});

describe('a form of reply that a model refuses', () => {
  const refusal = (message: string) => answers.status(400, { message });
  const forms = () =>
    groq.requests.map(({ body: { response_format: format } }) =>
      format?.type === 'json_schema' ? format.json_schema.strict : format?.type,
    );

  test.each([
    ['This model does not support response format `json_schema`. See supported models.'],
    ['invalid JSON schema for response_format: a keyword is not supported'],
    ['`strict` structured outputs are not available for this model'],
  ])('gives way to a simpler one, which is remembered: %s', async (message) => {
    groq.respondWith(refusal(message), answers.completion());
    const { judge, lines } = judgeUnderTest(groq, { models: MODELS });
    const replies = [await judge.judge(request, patience()), await judge.judge(request, patience())];
    expect(replies.map(({ model }) => model)).toEqual([STRICT, STRICT]);
    expect(forms()).toEqual([true, false, false]);
    expect(lines.filter((line) => (JSON.parse(line) as { level: number }).level >= 40)).toEqual([]);
  });

  test('comes down to any JSON, with the schema in the prompt', async () => {
    const refused = refusal('This model does not support response format `json_schema`.');
    groq.respondWith(refused, refused, answers.completion());
    const { judge } = judgeUnderTest(groq, { models: MODELS });
    expect((await judge.judge(request, patience())).model).toBe(STRICT);
    expect(forms()).toEqual([true, false, 'json_object']);
    expect(textsOf(groq.requests[2]!.body)[0]).toContain('{"type":"object"');
  });

  test('puts the model aside where there is no simpler one', async () => {
    const refused = refusal('This model does not support response format `json_object`.');
    groq.respondWith(refused, refused, refused, answers.completion());
    const { judge } = judgeUnderTest(groq, { models: MODELS });
    expect((await judge.judge(request, patience())).model).toBe(JSON_MODE);
    expect(asked()).toEqual([STRICT, STRICT, STRICT, JSON_MODE]);
  });

  test('is found out once by several who ask at once', async () => {
    const refused = refusal('This model does not support response format `json_schema`.');
    groq.respondWith(refused, refused, answers.completion());
    const { judge } = judgeUnderTest(groq, { models: [STRICT] });
    await Promise.all([judge.judge(request, patience()), judge.judge(request, patience())]);
    expect(forms()).toEqual([true, true, false, false]);
  });
});

test('tokens that the provider had in its cache do not count against the limit', async () => {
  const cached = 1500;
  groq.respondWith(answers.completion({ cachedTokens: cached }));
  const { judge } = judgeUnderTest(groq, {}, { now: PACE.now });
  const first = await judge.judge(request, patience());
  // What is left suffices for a prompt without the cached ones, and not for a whole one.
  const enough = first.promptTokens - cached + 1800 + 10;
  const left = { 'x-ratelimit-remaining-tokens': String(enough), 'x-ratelimit-reset-tokens': '1h' };
  groq.respondWith(answers.withHeaders(left, answers.completion({ cachedTokens: cached })));
  await judge.judge(request, patience());
  expect((await judge.judge(request, patience())).promptTokens).toBe(first.promptTokens);
});
