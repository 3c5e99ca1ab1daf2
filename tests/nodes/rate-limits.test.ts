import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { smallPicture } from '../support/pictures.js';
import { type RedisServer, startRedis } from '../support/start-redis.js';
import { until } from '../support/until.js';

const READ = '{ uploadLimits { maxBytes } }';
const SKIP = { judge: 'SKIP' } as const;

let redis: RedisServer;
let first: Api;
let second: Api;

beforeAll(async () => {
  redis = await startRedis();
  const environment = {
    REDIS_URL: redis.url,
    ANALYSES_PER_MINUTE: '3',
    MEASURE_TEXT: 'false',
    MEASURE_FACES: 'false',
  };
  first = await Api.start(environment);
  second = await Api.start(environment);
});

afterAll(async () => {
  await first?.remove();
  await second?.remove();
  await redis?.remove();
});

const ready = async (api: Api) => {
  const response = await fetch(`${api.url}/health/ready`);
  return { status: response.status, body: await response.json() };
};
const DEGRADED = { status: 200, body: { status: 'degraded', limits: 'unavailable' } };
const READY = { status: 200, body: { status: 'ok' } };
const becomesReady = (api: Api) => until(async () => (await ready(api)).body.status === 'ok');

it('two nodes count together, and name nobody where they count', async () => {
  await first.analyze(await smallPicture(1), SKIP);
  await second.analyze(await smallPicture(2), SKIP);
  await first.analyze(await smallPicture(3), SKIP);
  for (const node of [first, second]) {
    const { errors } = await node.upload(await smallPicture(4), SKIP);
    expect(errors[0]?.extensions.code).toBe('RATE_LIMITED');
  }
  const keys = await redis.keys();
  expect(keys.map((key) => key.replace(/[^:]+$/, '')).sort()).toEqual([
    'thumbnails:analyses-day:',
    'thumbnails:analyses-minute:',
    'thumbnails:requests:',
  ]);
  expect(keys.join()).not.toContain('127.0.0.1');
});

it('without the store analyses are refused, reads go on, and all is well again when it is back', async () => {
  expect(await ready(first)).toEqual(READY);
  await redis.stop();
  const refused = await first.upload(await smallPicture(5), SKIP);
  expect(refused.errors[0]).toMatchObject({ extensions: { code: 'SERVER_BUSY', retryAfter: 2 } });
  expect(refused.headers.get('retry-after')).toBe('2');
  expect((await first.send(READ)).errors).toEqual([]);
  expect(await ready(first)).toEqual(DEGRADED);

  await redis.start();
  await becomesReady(first);
  expect((await first.upload(await smallPicture(5), SKIP)).errors).toEqual([]);
  const told = first.log.filter((line) => line.includes('REDIS_URL'));
  expect(told.map((line) => JSON.parse(line).msg)).toEqual([
    'REDIS_URL cannot be reached: analyses are refused, other requests are not counted',
    'REDIS_URL can be reached again',
  ]);
});

it('a store that hangs holds up a few requests for half a second, and not those after them', async () => {
  await becomesReady(second);
  redis.hang();
  try {
    const began = performance.now();
    for (let i = 0; i < 20; i++) expect((await second.send(READ)).errors).toEqual([]);
    // Each of them would wait for half a second.
    expect(performance.now() - began).toBeLessThan(20 * 500);
    const { errors } = await second.upload(await smallPicture(6), SKIP);
    expect(errors[0]?.extensions.code).toBe('SERVER_BUSY');
    expect(await ready(second)).toEqual(DEGRADED);
  } finally {
    redis.wakeUp();
  }
  await becomesReady(second);
});

it('a node also starts while the store is away', async () => {
  await redis.stop();
  await first.stop();
  await first.start();
  expect((await first.send(READ)).errors).toEqual([]);
  expect(await ready(first)).toEqual(DEGRADED);
  await redis.start();
  await becomesReady(first);
});
