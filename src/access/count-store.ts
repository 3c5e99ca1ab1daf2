import { setTimeout as pause } from 'node:timers/promises';
import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';

/** Timeout for one answer: a store that hangs delays no request for longer than this. */
const ANSWER_MS = 500;
/** How long calls to a failed store pause; then one request tries it. */
const LEFT_ALONE_MS = 1000;
const RECONNECT_MS = 500;
/** How long a start waits for the store. */
const START_MS = 1000;

/** Where the counts of clients are kept. */
export interface CountStore {
  limiter(name: string, points: number, seconds: number): RateLimiterAbstract;
  /** Does something with a limiter. @throws soon when the store cannot be reached. */
  use<T>(work: () => Promise<T>): Promise<T>;
  isReachable(): Promise<boolean>;
  close(): void;
}

/** Counts in this process. */
export function countInMemory(): CountStore {
  return {
    limiter: (keyPrefix, points, duration) => new RateLimiterMemory({ keyPrefix, points, duration }),
    use: (work) => work(),
    isReachable: async () => true,
    close: () => {},
  };
}

/** Counts in a Redis or Valkey server, together with all nodes that use it. */
export async function countInRedis(url: string, log: Logger): Promise<CountStore> {
  const redis = new Redis(url, {
    // What cannot be asked now is not worth asking later: the request that needs it is gone by then.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: ANSWER_MS,
    connectTimeout: ANSWER_MS,
    retryStrategy: () => RECONNECT_MS,
    lazyConnect: true,
  });
  // Each attempt to connect again would be an event without a listener; the circuit logs what matters.
  redis.on('error', () => {});
  // A server also starts while its store is away.
  await Promise.race([redis.connect().catch(() => {}), pause(START_MS, undefined, { ref: false })]);
  const circuit = circuitBreaker(handleAll, {
    halfOpenAfter: LEFT_ALONE_MS,
    breaker: new ConsecutiveBreaker(1),
  });
  circuit.onBreak(() =>
    log.error('REDIS_URL cannot be reached: analyses are refused, other requests are not counted'),
  );
  circuit.onReset(() => log.info('REDIS_URL can be reached again'));
  return {
    limiter: (keyPrefix, points, duration) =>
      new RateLimiterRedis({ storeClient: redis, keyPrefix: `thumbnails:${keyPrefix}`, points, duration }),
    use: (work) => circuit.execute(work),
    async isReachable() {
      await circuit.execute(() => redis.ping()).catch(() => {});
      return circuit.state === CircuitState.Closed;
    },
    close: () => redis.disconnect(),
  };
}
