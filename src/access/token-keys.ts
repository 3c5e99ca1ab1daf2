import { createPublicKey } from 'node:crypto';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { AppError, ErrorCode } from '../errors.js';
import { ASYMMETRIC_ALGORITHMS, algorithmsOf } from '../key-algorithms.js';

/** AUTH=jwt as it was set. */
export type JwtSettings = Extract<Config['auth'], { readonly mode: 'jwt' }>;

/** What verifies a token. The algorithms belong to the key: a token never chooses how it is verified. */
export interface TokenKeys {
  readonly find: JWTVerifyGetKey;
  readonly algorithms: readonly string[];
}

/** How a published key set is fetched, in milliseconds. */
const KEY_SET_PACE = {
  timeoutDuration: 5000,
  /** Tokens that name unknown keys make us ask the provider no more often than this. */
  cooldownDuration: 30_000,
  /** For so long a key that the provider has withdrawn is still believed. */
  cacheMaxAge: 600_000,
};
const RETRY_AFTER_SECONDS = 5;

export function tokenKeys(key: JwtSettings['key'], log: Logger): TokenKeys {
  if (key.kind === 'jwks') return { find: publishedKeys(key.url, log), algorithms: ASYMMETRIC_ALGORITHMS };
  if (key.kind === 'secret') {
    const secret = new TextEncoder().encode(key.secret);
    return { find: () => secret, algorithms: ['HS256'] };
  }
  const publicKey = createPublicKey(key.pem);
  return { find: () => publicKey, algorithms: algorithmsOf(publicKey) };
}

/** Keys by their `kid`, from the provider's address; one that is not known yet is fetched. */
function publishedKeys(url: string, log: Logger): JWTVerifyGetKey {
  const find = createRemoteJWKSet(new URL(url), KEY_SET_PACE);
  return async (header, token) => {
    try {
      return await find(header, token);
    } catch (cause) {
      if (namesNoKey(cause)) throw cause;
      log.warn({ err: cause }, 'the keys that verify tokens cannot be fetched');
      const message = 'Tokens cannot be verified at the moment: ask again.';
      throw new AppError(ErrorCode.SERVER_BUSY, message, { retryAfter: RETRY_AFTER_SECONDS, cause });
    }
  };
}

/** The set was there; it is the token that fits none of its keys. */
function namesNoKey(error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
}
