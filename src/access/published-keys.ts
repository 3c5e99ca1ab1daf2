import { createRemoteJWKSet, customFetch, type FetchImplementation, type JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import { z } from 'zod';
import { AppError, ErrorCode } from '../errors/app-error.js';
import { KeySetFault, readKeySet } from './key-set.js';

/** For the whole of one fetch, in milliseconds. */
const FETCH_MS = 5000;
/** Minimum time between two fetches, successful or not: no token can make us fetch more often. */
const COOLDOWN_MS = 10_000;
/** For so long a key that the provider has withdrawn is believed while the provider answers. */
const FRESH_MS = 600_000;

/**
 * Keys by their `kid`, from the provider's address. A key that is not known yet is fetched, and all of them are when they
 * are no longer fresh. While that fails, those that are known serve on.
 * @param staleMs for how long they serve on
 */
export function publishedKeys(url: string, staleMs: number, log: Logger): JWTVerifyGetKey {
  let askedAt = Number.NEGATIVE_INFINITY;
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let isAway = false;
  // By the amount, so that a clock that is set back stops nothing.
  const cooldownLeft = () => COOLDOWN_MS - Math.abs(Date.now() - askedAt);

  const fetchKeys: FetchImplementation = async (address, options) => {
    if (cooldownLeft() > 0) throw cannotVerify(cooldownLeft());
    askedAt = Date.now();
    try {
      const { set, useless } = await readKeySet(await fetch(address, options));
      if (useless.length > 0) log.warn({ useless }, 'the key set contains unusable keys, which are ignored');
      fetchedAt = Date.now();
      isAway = false;
      return Response.json(set);
    } catch (error) {
      isAway = true;
      log.warn({ reason: reasonOf(error) }, 'the keys that verify tokens cannot be fetched');
      throw cannotVerify(cooldownLeft());
    }
  };
  const keys = createRemoteJWKSet(new URL(url), {
    timeoutDuration: FETCH_MS,
    cooldownDuration: COOLDOWN_MS,
    cacheMaxAge: FRESH_MS + staleMs,
    [customFetch]: fetchKeys,
  });
  return async (header, token) => {
    if (Date.now() - fetchedAt > FRESH_MS && cooldownLeft() <= 0) {
      const refreshed = keys.reload().catch(() => {});
      // Of a provider that failed the last time, tokens whose keys are known do not wait for another failure.
      if (!isAway) await refreshed;
    }
    return keys(header, token);
  };
}

function cannotVerify(milliseconds: number): AppError {
  const retryAfter = Math.max(1, Math.ceil(milliseconds / 1000));
  return new AppError(ErrorCode.SERVER_BUSY, 'Tokens cannot be verified at the moment; please try again.', {
    retryAfter,
  });
}

/** The part of an error of `fetch` that is logged: its messages may quote the address, which may hold a password. */
const networkFault = z.object({
  name: z.string(),
  cause: z.object({ code: z.string() }).optional().catch(undefined),
});

function reasonOf(error: unknown): string {
  if (error instanceof KeySetFault) return error.message;
  const { name, cause } = networkFault.safeParse(error).data ?? {};
  if (name === 'TimeoutError') return `no whole answer within ${FETCH_MS} ms`;
  return cause?.code ?? 'the connection broke off';
}
