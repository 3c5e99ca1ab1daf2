import { createPublicKey } from 'node:crypto';
import type { JSONWebKeySet, JWK } from 'jose';
import { z } from 'zod';
import { algorithmsOf } from '../config/key-algorithms.js';

/** Far more than any provider publishes. */
const MOST_BYTES = 1024 * 1024;
const MOST_KEYS = 100;

/** As much of a key set as is read; each key is looked at by itself. */
const keySetSchema = z.object({ keys: z.array(z.unknown()) });
const keySchema = z
  .looseObject({
    kid: z.string().nullish(),
    alg: z.string().nullish(),
    use: z.string().nullish(),
    key_ops: z.array(z.string()).nullish(),
  })
  // What only a private key has.
  .refine((key) => !Object.hasOwn(key, 'd'));

/** An answer without a key set; contains no text of the answer. */
export class KeySetFault extends Error {
  override readonly name = 'KeySetFault';
}

/** An unusable key, by its place in the set, and the reason; contains nothing of the key itself. */
export interface UselessKey {
  readonly at: number;
  readonly because: string;
}

/** What a provider publishes, without what verifies no token. */
export interface UsableKeys {
  readonly set: JSONWebKeySet;
  readonly useless: readonly UselessKey[];
}

/**
 * Reads the answer of a provider, no further than a key set may reach.
 * @throws KeySetFault.
 */
export async function readKeySet(response: Response): Promise<UsableKeys> {
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new KeySetFault(`the answer has the status ${response.status}`);
  }
  const published = keySetSchema.safeParse(parsed(await textOf(response)));
  if (!published.success) throw new KeySetFault('the answer is no key set');
  const { keys } = published.data;
  const usable: JWK[] = [];
  const useless: UselessKey[] = [];
  if (keys.length > MOST_KEYS) useless.push({ at: MOST_KEYS, because: 'and all after it are too many' });
  for (const [at, key] of keys.slice(0, MOST_KEYS).entries()) {
    try {
      usable.push(publicKey(key));
    } catch (error) {
      useless.push({ at, because: error instanceof Error ? error.message : 'cannot be read' });
    }
  }
  return { set: { keys: usable }, useless };
}

/** A key in the one form that its kind has. @throws Error that says why it verifies nothing. */
function publicKey(published: unknown): JWK {
  const read = keySchema.safeParse(published);
  if (!read.success) throw new Error('is no public key');
  const { kid, alg, use, key_ops } = read.data;
  const key = imported(read.data);
  algorithmsOf(key);
  return {
    ...key.export({ format: 'jwk' }),
    // An absent property may have been written as null, which means nothing to jose.
    ...(kid != null && { kid }),
    ...(alg != null && { alg }),
    ...(use != null && { use }),
    ...(key_ops != null && { key_ops }),
  } as JWK; // Node exports every public key with its `kty`.
}

function imported(key: object) {
  try {
    return createPublicKey({ key: { ...key }, format: 'jwk' });
  } catch {
    // Node's own words may hold a value of the key.
    throw new Error('cannot be read as a public key');
  }
}

async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    // Leaving the loop ends the transfer.
    if (bytes > MOST_BYTES) throw new KeySetFault(`the answer is larger than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
