import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../config/config.js';
import { AppError, ErrorCode } from '../errors/app-error.js';
import type { CountStore } from './count-store.js';

const MINUTE = 60;
const DAY = 86_400;
/** Seconds until a retry while the store of counts cannot be reached: it is tried every second. */
const STORE_AWAY_RETRY = 2;

/** How much of one allowance is left. */
export interface Standing {
  readonly policy: string;
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Whole seconds until all of it is there again. */
  readonly resetSeconds: number;
}

/** What counting said: the standings it found, and the refusal when one was used up. */
export interface Taken {
  readonly standings: readonly Standing[];
  readonly refusal?: AppError;
}

/** What a client may ask: root fields in a minute, and analyses among them in a minute and in a day. */
export class Allowances {
  readonly #store: CountStore;
  readonly #requests;
  readonly #analyses;

  constructor(limits: Config['limits'], store: CountStore) {
    this.#store = store;
    this.#requests = [store.limiter('requests', limits.requestsPerMinute, MINUTE)];
    this.#analyses = [
      ...this.#requests,
      // The day comes last, so that a refusal by the minute costs nothing of it.
      store.limiter('analyses-minute', limits.analysesPerMinute, MINUTE),
      store.limiter('analyses-day', limits.analysesPerDay, DAY),
    ];
  }

  /** Counts one root field of a client. A refusal does not put off the time at which it ends. */
  async take(client: string, isAnalysis: boolean): Promise<Taken> {
    const standings: Standing[] = [];
    for (const limiter of isAnalysis ? this.#analyses : this.#requests) {
      const counted = await this.#count(limiter, client);
      if (counted === 'store away') {
        if (isAnalysis) return { standings, refusal: storeAway() };
        continue;
      }
      const standing = standingOf(limiter, counted.result);
      standings.push(standing);
      if (counted.refused) return { standings, refusal: usedUp(standing) };
    }
    return { standings };
  }

  /** False while counts cannot be kept, so that analyses are refused. */
  areKept(): Promise<boolean> {
    return this.#store.isReachable();
  }

  async #count(limiter: RateLimiterAbstract, client: string) {
    try {
      // A refusal is thrown as well, but is an answer of the store.
      return await this.#store.use(() =>
        limiter.consume(client).then(
          (result) => ({ result, refused: false }),
          (thrown: unknown) => {
            if (thrown instanceof RateLimiterRes) return { result: thrown, refused: true };
            throw thrown;
          },
        ),
      );
    } catch {
      return 'store away';
    }
  }
}

function standingOf(
  limiter: RateLimiterAbstract,
  { remainingPoints, msBeforeNext }: RateLimiterRes,
): Standing {
  return {
    policy: limiter.keyPrefix.replace(/^.*:/, ''),
    limit: limiter.points,
    windowSeconds: limiter.duration,
    remaining: remainingPoints,
    resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
  };
}

function usedUp({ policy, limit, windowSeconds, resetSeconds }: Standing): AppError {
  const what = policy === 'requests' ? 'root fields' : 'analyses';
  const window = windowSeconds === DAY ? 'day' : 'minute';
  const message = `You may ask for ${limit} ${what} in a ${window}; please try again in ${resetSeconds} seconds.`;
  return new AppError(ErrorCode.RATE_LIMITED, message, { retryAfter: resetSeconds });
}

function storeAway(): AppError {
  const message =
    'The server cannot check the rate limit at the moment, so it starts no analysis; please try again later.';
  return new AppError(ErrorCode.SERVER_BUSY, message, { retryAfter: STORE_AWAY_RETRY });
}
