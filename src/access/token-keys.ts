import { createPublicKey } from 'node:crypto';
import type { JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { ASYMMETRIC_ALGORITHMS, algorithmsOf } from '../config/key-algorithms.js';
import { publishedKeys } from './published-keys.js';

/** AUTH=jwt as it was set. */
export type JwtSettings = Extract<Config['auth'], { readonly mode: 'jwt' }>;

/** What verifies a token. The algorithms belong to the key: a token never chooses how it is verified. */
export interface TokenKeys {
  readonly find: JWTVerifyGetKey;
  readonly algorithms: readonly string[];
}

export function tokenKeys(key: JwtSettings['key'], log: Logger): TokenKeys {
  if (key.kind === 'jwks') {
    return { find: publishedKeys(key.url, key.staleMs, log), algorithms: ASYMMETRIC_ALGORITHMS };
  }
  if (key.kind === 'secret') {
    const secret = new TextEncoder().encode(key.secret);
    return { find: () => secret, algorithms: ['HS256'] };
  }
  const publicKey = createPublicKey(key.pem);
  return { find: () => publicKey, algorithms: algorithmsOf(publicKey) };
}
