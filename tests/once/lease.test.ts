import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { tookTooLong } from '../../src/model/groq-failure.js';
import { type AskOnceParts, askOnce } from '../../src/once/ask-once.js';
import { JudgementLease } from '../../src/once/judgement-lease.entity.js';
import { LeaseClaim } from '../../src/once/lease-claim.js';
import { leasePaceFor } from '../../src/once/lease-pace.js';
import { removeStaleLeases } from '../../src/once/stale-leases.js';
import type { Orm } from '../../src/persistence/orm.js';
import { scopeToOwner } from '../../src/persistence/owner-scope.js';
import { failureOf, patience } from '../support/judge-under-test.js';
import { ormUnderTest } from '../support/orm-under-test.js';
import { until } from '../support/until.js';

/** A holder that is dead is taken over soon. */
const PACE = { renewMs: 20, lapseMs: 120, pollMs: 10 };
/** A holder that lives is given so much time that it keeps its lease on a machine that is busy with other tests. */
const PATIENT = { ...PACE, lapseMs: 1500 };
let orm: Orm;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ orm, remove } = await ormUnderTest());
});

afterAll(() => remove());

afterEach(() => orm.em.fork().nativeDelete(JudgementLease, {}, { filters: false }));

const rows = () => orm.em.fork().find(JudgementLease, {}, { filters: false });
/** Each claim is that of another node. */
const claim = (question = 'q', owner = 'local', pace = PACE, now?: () => number) =>
  new LeaseClaim(scopeToOwner(orm.em, owner), question, pace, now);

/** Work under a lease that lasts until the test ends it. */
function longWork() {
  const end = Promise.withResolvers<string>();
  return { work: () => end.promise, ...end };
}

describe('a lease', () => {
  test('is had by one of many who want it at once, and is gone with the work', async () => {
    const taken = await Promise.all(Array.from({ length: 20 }, () => claim().tryTake()));
    const [lease, ...more] = taken.filter((one) => one !== null);
    expect(more).toEqual([]);
    expect(await rows()).toHaveLength(1);
    expect(await lease?.during(async () => 'done')).toBe('done');
    expect(await rows()).toEqual([]);
  });

  test('is another one for another question and for another owner', async () => {
    for (const one of [claim('q'), claim('other'), claim('q', 'somebody else')])
      expect(await one.tryTake()).not.toBeNull();
  });

  test('is let go of at once when the work fails', async () => {
    const lease = await claim().tryTake();
    await expect(lease?.during(() => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck');
    expect(await claim().tryTake()).not.toBeNull();
  });

  test('is kept for as long as the work takes', async () => {
    const lease = await claim('q', 'local', PATIENT).tryTake();
    const { work, resolve } = longWork();
    const working = lease?.during(work);
    const waiter = claim('q', 'local', PATIENT);
    const until = performance.now() + 1.5 * PATIENT.lapseMs;
    while (performance.now() < until) {
      expect(await waiter.tryTake()).toBeNull();
      await pause(PACE.pollMs);
    }
    resolve('done');
    await working;
    expect(await waiter.tryTake()).not.toBeNull();
  });

  // Without work under it, a lease is not kept alive: its holder counts as dead.
  test('of a holder without a sign of life lapses, for one of those who wait', async () => {
    const dead = await claim().tryTake();
    const waiters = Array.from({ length: 5 }, () => claim());
    const startedAt = performance.now();
    const look = () => Promise.all(waiters.map((one) => one.tryTake()));
    let taken = await look();
    while (taken.every((one) => one === null)) {
      await pause(PACE.pollMs);
      taken = await look();
    }
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(PACE.lapseMs);
    expect(taken.filter((one) => one !== null)).toHaveLength(1);
    // The old holder comes back to life, and takes nothing away from the new one.
    expect(await dead?.during(async () => 'late')).toBe('late');
    expect(await rows()).toHaveLength(1);
    await taken.find((one) => one !== null)?.during(async () => 'done');
    expect(await rows()).toEqual([]);
  });

  test('that was taken over is watched anew', async () => {
    await claim().tryTake();
    let now = 0;
    const [first, second] = [0, 1].map(() => claim('q', 'local', PACE, () => now)) as [
      LeaseClaim,
      LeaseClaim,
    ];
    await first.tryTake();
    now += PACE.lapseMs / 2;
    await second.tryTake();
    now += PACE.lapseMs / 2;
    expect(await first.tryTake()).not.toBeNull();
    expect(await second.tryTake()).toBeNull();
    now += PACE.lapseMs / 2 + 10;
    // Longer than a lapse since its first look, and not since the last change.
    expect(await second.tryTake()).toBeNull();
  });

  test('is swept away when it is a day old', async () => {
    await claim().tryTake();
    const later = (hours: number) => new Date(Date.now() + hours * 3_600_000);
    await removeStaleLeases(orm.em, later(23));
    expect(await rows()).toHaveLength(1);
    await removeStaleLeases(orm.em, later(25));
    expect(await rows()).toEqual([]);
  });
});

describe('the pace', () => {
  test.each([1, 300, 3000, 30_000, 600_000])(
    'leaves time to take over and ask within %d ms',
    (deadlineMs) => {
      const { renewMs, lapseMs, pollMs } = leasePaceFor(deadlineMs);
      expect(lapseMs + pollMs).toBeLessThan(0.6 * deadlineMs);
      expect(2 * renewMs).toBeLessThan(lapseMs);
    },
  );
});

describe('a question that is asked on several nodes', () => {
  /** One node's view; what it asks is stored for all of them. */
  function node(stored: { id?: string }, ask: AskOnceParts['ask'], changes: Partial<AskOnceParts> = {}) {
    return askOnce(
      {
        claim: claim(),
        find: async () => (stored.id === undefined ? undefined : { id: stored.id }),
        ask: async (waitedMs) => (stored.id = await ask(waitedMs)),
        tookTooLong,
        deadlineMs: 5000,
        pollMs: PACE.pollMs,
        ...changes,
      },
      patience(),
    );
  }

  test('is paid once, and served to all', async () => {
    let asked = 0;
    const stored = {};
    const ask = async () => {
      await pause(1.5 * PATIENT.lapseMs);
      return `answer ${++asked}`;
    };
    const settled = await Promise.all(
      Array.from({ length: 10 }, () => node(stored, ask, { claim: claim('q', 'local', PATIENT) })),
    );
    expect(asked).toBe(1);
    expect(new Set(settled.map(({ id }) => id))).toEqual(new Set(['answer 1']));
    expect(settled.filter(({ paid }) => paid)).toHaveLength(1);
  });

  test('is not paid again by one who looked just before the answer was stored', async () => {
    const stored = { id: 'theirs' };
    expect(await node(stored, () => Promise.reject(new Error('asked')))).toEqual({
      id: 'theirs',
      paid: false,
    });
    expect(await rows()).toEqual([]);
  });

  test('is tried by one node after the other as long as it fails', async () => {
    let asking = 0;
    let most = 0;
    let asked = 0;
    const ask = async () => {
      most = Math.max(most, ++asking);
      await pause(5);
      asking--;
      if (++asked < 3) throw new Error(`failure ${asked}`);
      return 'answer';
    };
    const stored = {};
    const settled = await Promise.allSettled(Array.from({ length: 5 }, () => node(stored, ask)));
    expect(most).toBe(1);
    expect(asked).toBe(3);
    // Whoever asked in vain is told so; the others get what the third one got.
    expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(2);
  });

  test('is given up at the deadline, which waiting counts against', async () => {
    const lease = await claim('q', 'local', PATIENT).tryTake();
    const { work, resolve } = longWork();
    const working = lease?.during(work);
    const startedAt = performance.now();
    const error = await failureOf(
      node({}, async () => 'never', { claim: claim('q', 'local', PATIENT), deadlineMs: 200 }),
    );
    expect(error.code).toBe('JUDGE_TIMEOUT');
    expect(performance.now() - startedAt).toBeLessThan(5000);
    resolve('done');
    await working;

    await claim().tryTake();
    const { id } = await node({}, async (waitedMs) => String(waitedMs));
    expect(Number(id)).toBeGreaterThanOrEqual(PACE.lapseMs);
  });

  test('is left alone at once when nobody waits any more', async () => {
    await claim().tryTake();
    const leaving = new AbortController();
    const parts = { claim: claim(), find: async () => undefined, ask: async () => 'never', tookTooLong };
    const waiting = askOnce({ ...parts, deadlineMs: 60_000, pollMs: 30_000 }, leaving.signal);
    const ended = expect(waiting).rejects.toThrow();
    await until(async () => (await rows()).length === 1);
    leaving.abort();
    await ended;
  });
});
