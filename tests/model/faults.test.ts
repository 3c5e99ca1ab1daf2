import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ErrorCode } from '../../src/errors/app-error.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { answers, PROVIDER_TEXT } from '../support/fake-groq-answers.js';
import { JUDGE_FAULTS } from '../support/judge-faults.js';
import { failureOf, judgeUnderTest, patience, request } from '../support/judge-under-test.js';

const DEADLINE_MS = 10_000;
// What hangs takes a third of it for each attempt.
const SHORT_DEADLINE_MS = 1200;
const deadlineFor = (code: ErrorCode) => (code === ErrorCode.JUDGE_TIMEOUT ? SHORT_DEADLINE_MS : DEADLINE_MS);
const TIMING_SLACK_MS = 3000;

let groq: FakeGroq;

beforeEach(async () => {
  groq = await startFakeGroq();
});
afterEach(() => groq.stop());

describe('what fails for good', () => {
  test.each(JUDGE_FAULTS)(
    '$what: $code after $attempts call(s)',
    async ({ answer, code, attempts, retryAfter }) => {
      groq.respondWith(answer);
      const deadlineMs = deadlineFor(code);
      const { judge, lines } = judgeUnderTest(groq, { deadlineMs });
      const startedAt = performance.now();
      const error = await failureOf(judge.judge(request, patience()));
      const took = performance.now() - startedAt;

      expect([error.code, error.retryAfter]).toEqual([code, retryAfter]);
      // Whether a third attempt still begins at the very end of the deadline is a matter of milliseconds.
      const hangs = code === ErrorCode.JUDGE_TIMEOUT;
      expect(groq.requests.length).toBeGreaterThanOrEqual(hangs ? attempts - 1 : attempts);
      expect(groq.requests.length).toBeLessThanOrEqual(attempts);
      expect(took).toBeLessThan(deadlineMs + TIMING_SLACK_MS);
      for (const word of [PROVIDER_TEXT, 'org_01secret', groq.url, groq.apiKey]) {
        expect(inspect(error, { depth: 9 })).not.toContain(word);
        expect(lines.join('')).not.toContain(word);
      }
    },
  );
});

describe('what fails once', () => {
  const passing = JUDGE_FAULTS.filter(({ attempts }) => attempts > 1);

  test.each(passing)('$what: is made good by the next call', async ({ answer, code }) => {
    groq.respondWith(answer, answers.completion());
    const { judge } = judgeUnderTest(groq, { deadlineMs: deadlineFor(code) });
    await judge.judge(request, patience());
    expect(groq.requests).toHaveLength(2);
  });
});

test('of a connection that is refused', async () => {
  const gone = await startFakeGroq();
  await gone.stop();
  const { judge } = judgeUnderTest(gone);
  const error = await failureOf(judge.judge(request, patience()));
  expect(error.code).toBe(ErrorCode.JUDGE_UNAVAILABLE);
});

test('a key that is refused does not reach the log', async () => {
  const apiKey = 'gsk_wrong_but_secret';
  const { judge, lines } = judgeUnderTest(groq, { apiKey });
  const error = await failureOf(judge.judge(request, patience()));
  expect(error.code).toBe(ErrorCode.JUDGE_NOT_CONFIGURED);
  expect(lines.join('')).toContain('JUDGE_NOT_CONFIGURED');
  expect(lines.join('') + error.message).not.toContain(apiKey);
});
