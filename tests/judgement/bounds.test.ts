import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ErrorCode } from '../../src/errors/app-error.js';
import { PACE } from '../../src/model/pace.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { type Answer, answers } from '../support/fake-groq-answers.js';
import { failureOf, GONE, judgeUnderTest, patience, request, STRICT } from '../support/judge-under-test.js';
import { until } from '../support/until.js';

let groq: FakeGroq;

beforeEach(async () => {
  groq = await startFakeGroq();
});
afterEach(() => groq.stop());

/** Ends at once even where something else would wait for long. */
const SOON_MS = 3000;

async function timed<T>(work: Promise<T>): Promise<{ readonly result: T; readonly took: number }> {
  const startedAt = performance.now();
  return { result: await work, took: performance.now() - startedAt };
}

describe('waiting', () => {
  const far = { headers: { 'retry-after': '8' } };
  const noTokens = { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '4s' };
  /** With the number of lines in the log once the wait has begun. */
  const waits: [string, Answer, number][] = [
    ['for headers', answers.hang(), 0],
    ['for a body', answers.slowBody(), 0],
    ['for the provider to be ready', answers.status(503, far), 1],
    ['for a rate limit', answers.status(429, far), 1],
    ['for a budget', answers.withHeaders(noTokens, answers.status(500)), 1],
  ];

  test.each(waits)('ends when nobody waits any more: %s', async (_what, answer, linesBefore) => {
    const leaving = new AbortController();
    groq.respondWith(answer);
    const { judge, lines } = judgeUnderTest(groq);
    const judging = failureOf(judge.judge(request, leaving.signal));
    await until(() => groq.requests.length === 1 && lines.length === linesBefore);
    leaving.abort();
    const { result, took } = await timed(judging);
    expect(result.code).toBe(ErrorCode.JUDGE_TIMEOUT);
    expect(took).toBeLessThan(SOON_MS);
    expect(groq.requests).toHaveLength(1);
    expect(lines).toHaveLength(linesBefore);
  });

  test('ends with the deadline, whatever models were tried meanwhile', async () => {
    groq.respondWith(answers.hang());
    const { judge } = judgeUnderTest(groq, { models: [GONE, STRICT], deadlineMs: 3000 });
    const { result, took } = await timed(failureOf(judge.judge(request, patience())));
    expect(result.code).toBe(ErrorCode.JUDGE_TIMEOUT);
    expect(took).toBeLessThan(3000 + SOON_MS);
    expect(groq.requests.map(({ body }) => body.model).slice(0, 2)).toEqual([GONE, STRICT]);
  });

  test('counts what was waited before the judge was asked', async () => {
    groq.respondWith(answers.hang());
    const late = { ...request, waitedMs: 9800 };
    const { result, took } = await timed(failureOf(judgeUnderTest(groq).judge.judge(late, patience())));
    expect(result.code).toBe(ErrorCode.JUDGE_TIMEOUT);
    expect(took).toBeLessThan(SOON_MS);
    // A pause that would have fitted into the whole deadline is not begun in what is left of it.
    groq.respondWith(answers.status(429, far));
    const limited = judgeUnderTest(groq).judge.judge({ ...request, waitedMs: 5000 }, patience());
    expect((await failureOf(limited)).code).toBe(ErrorCode.JUDGE_RATE_LIMITED);
  });

  test('does not begin for a caller that has left', async () => {
    const error = await failureOf(judgeUnderTest(groq).judge.judge(request, AbortSignal.abort()));
    expect(error.code).toBe(ErrorCode.JUDGE_TIMEOUT);
    expect(groq.requests).toHaveLength(0);
  });

  test('keeps to retry-after where the deadline allows it', async () => {
    groq.respondWith(answers.status(429, { headers: { 'retry-after': '0.4' } }), answers.completion());
    const { took } = await timed(judgeUnderTest(groq).judge.judge(request, patience()));
    expect(took).toBeGreaterThan(390);
  });
});

describe('places', () => {
  /** Answers that wait for the test. */
  function gate(): { readonly answer: Answer; readonly open: () => void } {
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    return { answer: (exchange) => opened.then(() => answers.completion()(exchange)), open };
  }

  test('beyond those with the model and those in the queue, the judge is busy', async () => {
    const { answer, open } = gate();
    groq.respondWith(answer);
    const { judge } = judgeUnderTest(groq, { concurrency: 2, queue: 1 });
    const judging = [1, 2, 3].map(() => judge.judge(request, patience()));
    await until(() => groq.requests.length === 2);
    const error = await failureOf(judge.judge(request, patience()));
    expect(error.code).toBe(ErrorCode.SERVER_BUSY);
    expect(error.retryAfter).toBeGreaterThanOrEqual(1);
    open();
    await Promise.all(judging);
    expect(groq.requests).toHaveLength(3);
  });

  test('whoever leaves the queue is answered at once, and is never asked about', async () => {
    const { answer, open } = gate();
    groq.respondWith(answer);
    const { judge } = judgeUnderTest(groq, { concurrency: 1, queue: 2 });
    const leaving = new AbortController();
    const first = judge.judge(request, patience());
    const second = failureOf(judge.judge(request, leaving.signal));
    const third = judge.judge(request, patience());
    await until(() => groq.requests.length === 1);
    leaving.abort();
    const { result, took } = await timed(second);
    expect(result.code).toBe(ErrorCode.JUDGE_TIMEOUT);
    expect(took).toBeLessThan(SOON_MS);
    open();
    await Promise.all([first, third]);
    expect(groq.requests).toHaveLength(2);
  });

  test.each([
    ['a call', answers.hang(), 0],
    ['a pause', answers.status(429, { headers: { 'retry-after': '8' } }), 1],
  ] as const)('whoever leaves during %s gives the place back at once', async (_what, answer, linesBefore) => {
    groq.respondWith(answer, answers.completion());
    const { judge, lines } = judgeUnderTest(groq, { concurrency: 1, queue: 0 });
    const leaving = new AbortController();
    const left = failureOf(judge.judge(request, leaving.signal));
    await until(() => groq.requests.length === 1 && lines.length === linesBefore);
    expect((await failureOf(judge.judge(request, patience()))).code).toBe(ErrorCode.SERVER_BUSY);
    leaving.abort();
    await left;
    const { took } = await timed(until(() => judge.judge(request, patience()).then(Boolean, () => false)));
    expect(took).toBeLessThan(SOON_MS);
  });

  test('the wait for a place counts towards the deadline', async () => {
    groq.respondWith(answers.hang());
    const { judge } = judgeUnderTest(groq, { concurrency: 1, deadlineMs: 3000 });
    const both = [judge.judge(request, patience()), judge.judge(request, patience())].map(failureOf);
    const { result, took } = await timed(Promise.all(both));
    expect(result.map(({ code }) => code)).toEqual([ErrorCode.JUDGE_TIMEOUT, ErrorCode.JUDGE_TIMEOUT]);
    // One after the other they would take twice as long.
    expect(took).toBeLessThan(2 * 3000);
  });
});

describe('the circuit', () => {
  /** Soon over, for those tests that wait for the probe. */
  const OPEN_MS = 800;
  const judging = (settings = {}, circuitOpenMs = PACE.circuitOpenMs) => {
    const { judge, lines } = judgeUnderTest(groq, settings, { circuitOpenMs });
    return { ask: () => judge.judge(request, patience()), judge, lines };
  };

  async function broken(circuitOpenMs = PACE.circuitOpenMs) {
    groq.respondWith(answers.status(500));
    const parts = judging({}, circuitOpenMs);
    await failureOf(parts.ask());
    await failureOf(parts.ask());
    expect(groq.requests).toHaveLength(5);
    return parts;
  }

  test('opens after five faults in a row, and nobody is asked any more', async () => {
    const { ask, lines } = await broken();
    const { result, took } = await timed(failureOf(ask()));
    expect([result.code, result.retryAfter]).toEqual([ErrorCode.JUDGE_UNAVAILABLE, 10]);
    expect(took).toBeLessThan(SOON_MS);
    expect(groq.requests).toHaveLength(5);
    expect(lines.filter((line) => line.includes('calls to it pause'))).toHaveLength(1);
  });

  test('lets one probe through, and closes when that is answered', async () => {
    const { ask, lines } = await broken(OPEN_MS);
    groq.respondWith(answers.completion());
    await until(() => ask().then(Boolean, () => false));
    expect(groq.requests).toHaveLength(6);
    await Promise.all([ask(), ask()]);
    expect(lines.filter((line) => line.includes('answers again'))).toHaveLength(1);
  });

  test('stays open when the probe fails', async () => {
    const { ask } = await broken(OPEN_MS);
    await until(() => failureOf(ask()).then(() => groq.requests.length === 6));
    await failureOf(ask());
    expect(groq.requests).toHaveLength(6);
  });

  test('is decided by its probe even if the caller of that leaves', async () => {
    const { ask, judge, lines } = await broken(OPEN_MS);
    let answer = () => {};
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    groq.respondWith((exchange) => asked.then(() => answers.status(500)(exchange)), answers.completion());
    const leaving = new AbortController();
    await until(async () => {
      judge.judge(request, leaving.signal).catch(() => {});
      return groq.requests.length === 6;
    });
    leaving.abort();
    answer();
    await until(() => lines.filter((line) => line.includes('calls to it pause')).length === 2);
    expect((await failureOf(ask())).code).toBe(ErrorCode.JUDGE_UNAVAILABLE);
    expect(groq.requests).toHaveLength(6);
  });

  test('is asked before the budget, which nobody needs while it is open', async () => {
    const empty = { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '4s' };
    const fault = answers.status(500);
    groq.respondWith(fault, fault, fault, fault, answers.withHeaders(empty, fault));
    const { ask } = judging();
    const { result, took } = await timed(failureOf(ask()).then(() => failureOf(ask())));
    expect(result.code).toBe(ErrorCode.JUDGE_UNAVAILABLE);
    expect(took).toBeLessThan(SOON_MS);
  });

  const innocent: [string, Answer][] = [
    ['400', answers.status(400)],
    ['401', answers.status(401)],
    ['413', answers.status(413)],
    ['429', answers.status(429)],
    ['498', answers.status(498)],
    ['a bad reply', answers.wrongSchema()],
  ];

  test.each(innocent)('is not opened by %s', async (_what, answer) => {
    groq.respondWith(answer);
    const { ask } = judging();
    for (let asked = 0; asked < 6; asked++) await failureOf(ask());
    groq.respondWith(answers.completion());
    await ask();
  });

  test('is not opened by callers who leave', async () => {
    groq.respondWith(answers.hang());
    const { ask, judge } = judging();
    for (let left = 1; left <= 6; left++) {
      const leaving = new AbortController();
      const failing = failureOf(judge.judge(request, leaving.signal));
      await until(() => groq.requests.length === left);
      leaving.abort();
      await failing;
    }
    groq.respondWith(answers.completion());
    await ask();
  });

  test('is opened by a provider that hangs', async () => {
    groq.respondWith(answers.hang());
    const { ask } = judging({ deadlineMs: 300 });
    await Promise.all(Array.from({ length: 5 }, () => failureOf(ask())));
    const error = await failureOf(ask());
    expect(error.code).toBe(ErrorCode.JUDGE_UNAVAILABLE);
  });
});
