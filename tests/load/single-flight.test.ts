import { expect, test } from '@jest/globals';
import { ClientLeftError } from '../../src/load/client-left.js';
import { SingleFlight } from '../../src/load/single-flight.js';
import { patience } from '../support/judge-under-test.js';

/** A call that the test ends, and what became of it. */
function callUnderTest() {
  const ends: PromiseWithResolvers<string>[] = [];
  const signals: AbortSignal[] = [];
  const begin = (signal: AbortSignal) => {
    const end = Promise.withResolvers<string>();
    ends.push(end);
    signals.push(signal);
    return end.promise;
  };
  return { begin, ends, signals };
}

/** What a caller that left is told. */
const refusalOf = (joined: Promise<unknown>) =>
  joined.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );

test('all who ask the same while it is under way get one result, and one of them is the first', async () => {
  const calls = new SingleFlight<string>();
  const { begin, ends } = callUnderTest();
  const joined = Array.from({ length: 100 }, () => calls.join('a', begin, patience()));
  const other = calls.join('b', begin, patience());
  expect(ends).toHaveLength(2);
  ends[0]?.resolve('one answer');
  ends[1]?.resolve('another');
  const results = await Promise.all(joined);
  expect(new Set(results.map(({ value }) => value))).toEqual(new Set(['one answer']));
  expect(results.filter(({ first }) => first)).toHaveLength(1);
  expect(await other).toEqual({ value: 'another', first: true });
});

test('who asks after its end begins anew', async () => {
  const calls = new SingleFlight<string>();
  const { begin, ends } = callUnderTest();
  const first = calls.join('a', begin, patience());
  ends[0]?.resolve('old');
  await first;
  const second = calls.join('a', begin, patience());
  ends[1]?.resolve('new');
  expect(await second).toEqual({ value: 'new', first: true });
});

test('a failure is shared, and not kept', async () => {
  const calls = new SingleFlight<string>();
  const { begin, ends } = callUnderTest();
  const joined = [1, 2, 3].map(() => calls.join('a', begin, patience()));
  ends[0]?.reject(new Error('no luck'));
  for (const result of await Promise.allSettled(joined))
    expect(result).toMatchObject({ status: 'rejected', reason: { message: 'no luck' } });
  const next = calls.join('a', begin, patience());
  ends[1]?.resolve('luck');
  expect((await next).value).toBe('luck');
});

test('one who leaves is let go at once, and the others get the result', async () => {
  const calls = new SingleFlight<string>();
  const { begin, ends, signals } = callUnderTest();
  const leaving = new AbortController();
  const left = refusalOf(calls.join('a', begin, leaving.signal));
  const staying = calls.join('a', begin, patience());
  leaving.abort();
  expect(await left).toBeInstanceOf(ClientLeftError);
  expect(signals[0]?.aborted).toBe(false);
  ends[0]?.resolve('an answer');
  // Who began it has left: of those who stayed, one is still the first.
  expect(await staying).toEqual({ value: 'an answer', first: true });
});

test('once all have left it is given up, and who comes then begins anew', async () => {
  const calls = new SingleFlight<string>();
  const { begin, ends, signals } = callUnderTest();
  const leaving = [new AbortController(), new AbortController()];
  const left = leaving.map(({ signal }) => refusalOf(calls.join('a', begin, signal)));
  leaving[0]?.abort();
  expect(signals[0]?.aborted).toBe(false);
  leaving[1]?.abort();
  expect(signals[0]?.aborted).toBe(true);
  await Promise.all(left);

  const next = calls.join('a', begin, patience());
  expect(ends).toHaveLength(2);
  // The end of the one that was given up takes nothing away from the new one.
  ends[0]?.reject(new Error('given up'));
  await ends[0]?.promise.catch(() => {});
  const joining = calls.join('a', begin, patience());
  expect(ends).toHaveLength(2);
  ends[1]?.resolve('an answer');
  expect([(await next).first, (await joining).first]).toEqual([true, false]);
});

test('nothing begins for one who has left already', async () => {
  const { begin, ends } = callUnderTest();
  await refusalOf(new SingleFlight<string>().join('a', begin, AbortSignal.abort()));
  expect(ends).toHaveLength(0);
});
