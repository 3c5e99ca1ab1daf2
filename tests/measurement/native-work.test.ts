import { expect, it } from '@jest/globals';
import { holdEndLock, inNativeCode, newEndLock, takeForEnding } from '../../src/measurement/native-work.js';

/** Whether it is settled once everything that can go on has gone on. */
async function settled(promise: Promise<unknown>): Promise<boolean> {
  let done = false;
  void promise.then(() => {
    done = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return done;
}

function pending() {
  const { promise, resolve } = Promise.withResolvers<string>();
  return { promise, finish: () => resolve('done') };
}

it('lets a thread be ended at once outside native code', async () => {
  const lock = newEndLock();
  holdEndLock(lock);
  await inNativeCode(async () => {});
  expect(await settled(takeForEnding(lock))).toBe(true);
});

it('makes whoever ends the thread wait until the last native work is back', async () => {
  const lock = newEndLock();
  holdEndLock(lock);
  const [first, second] = [pending(), pending()];
  const working = [inNativeCode(() => first.promise), inNativeCode(() => second.promise)];
  const taken = takeForEnding(lock);
  first.finish();
  await working[0];
  expect(await settled(taken)).toBe(false);
  second.finish();
  expect(await working[1]).toBe('done');
  await taken;
});

it('begins no native work once the thread is being ended', async () => {
  const lock = newEndLock();
  holdEndLock(lock);
  await takeForEnding(lock);
  let begun = false;
  const work = inNativeCode(async () => {
    begun = true;
  });
  expect(await settled(work)).toBe(false);
  expect(begun).toBe(false);
});

it('knows of native work that the last task left behind', async () => {
  holdEndLock(newEndLock());
  const left = pending();
  const working = inNativeCode(() => left.promise);
  const lock = newEndLock();
  holdEndLock(lock);
  const taken = takeForEnding(lock);
  expect(await settled(taken)).toBe(false);
  left.finish();
  await working;
  await taken;
});

it('gives the thread back when native work fails', async () => {
  const lock = newEndLock();
  holdEndLock(lock);
  await expect(inNativeCode(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await settled(takeForEnding(lock))).toBe(true);
});
