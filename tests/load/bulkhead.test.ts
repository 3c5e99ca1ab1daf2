import { expect, it } from '@jest/globals';
import { Bulkhead } from '../../src/load/bulkhead.js';
import { serverBusyWith } from '../../src/load/server-busy.js';

const forever = Promise.withResolvers<void>();

it('somebody who leaves the queue is let go of at once, and work that has begun is left to end', async () => {
  const places = new Bulkhead(1, 2, serverBusyWith('pictures'));
  const begun = new AbortController();
  const working = places.run(() => forever.promise.then(() => 'done'), begun.signal);
  const leaving = new AbortController();
  let wasBegun = false;
  const waiting = places.run(async () => {
    wasBegun = true;
  }, leaving.signal);
  expect(places.use).toEqual({ busy: 1, waiting: 1 });
  leaving.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  begun.abort();
  forever.resolve();
  expect(await working).toBe('done');
  expect(await places.run(async () => 'next')).toBe('next');
  expect(wasBegun).toBe(false);
  expect(places.use).toEqual({ busy: 0, waiting: 0 });
});

it('whoever comes when all places and the queue are taken is refused at once', async () => {
  const places = new Bulkhead(1, 0, serverBusyWith('pictures'));
  const { promise, resolve } = Promise.withResolvers<void>();
  const working = places.run(() => promise);
  await expect(places.run(async () => {})).rejects.toMatchObject({ code: 'SERVER_BUSY', retryAfter: 1 });
  resolve();
  await working;
});
