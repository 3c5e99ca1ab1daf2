import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Pictures } from './pictures.js';
import { type Disagreement, StoreIdentity, THE_IDENTITY } from './store-identity.entity.js';
import type { FoundMark } from './store-mark.js';

/** Who this database is to its store of pictures. */
export function readIdentity(em: SqlEntityManager): Promise<StoreIdentity> {
  return em.fork().findOneOrFail(StoreIdentity, THE_IDENTITY);
}

/** Why nothing is swept; null while database and store agree. Reads only the database. */
export async function storeDisagreement(em: SqlEntityManager): Promise<Disagreement | null> {
  return (await readIdentity(em)).disagreement;
}

/** Remembers that ids up to that time were given out. Before a picture is stored: later it would prove nothing. */
export async function noteIssued(em: SqlEntityManager, issuedAt: Date): Promise<void> {
  const older = { id: THE_IDENTITY, issuedAt: { $lt: issuedAt } };
  await em.fork().nativeUpdate(StoreIdentity, older, { issuedAt });
}

/** Keeps for all nodes why the store is not swept. */
export async function noteDisagreement(em: SqlEntityManager, disagreement: Disagreement): Promise<void> {
  await em.fork().nativeUpdate(StoreIdentity, { id: THE_IDENTITY }, { disagreement });
}

/**
 * Begins a new generation in the database and then in the store, so that every other database is behind it.
 * @returns what the store says from now on.
 */
export async function takeStore(em: SqlEntityManager, pictures: Pictures, found: FoundMark, now: Date) {
  const identity = await readIdentity(em);
  const stored = typeof found === 'string' ? 0 : found.generation;
  const generation = Math.max(identity.generation, stored) + 1;
  await noteIssued(em, now);
  await em.fork().nativeUpdate(StoreIdentity, { id: THE_IDENTITY }, { generation, disagreement: null });
  const mark = { installation: identity.installation, generation, contested: false };
  await pictures.putMark(mark);
  return mark;
}
