import type { SqlEntityManager } from '@mikro-orm/sql';
import { JudgementLease } from './judgement-lease.entity.js';

/** Far beyond any deadline, and beyond what the clocks of two nodes may differ. */
const STALE_AFTER_MS = 24 * 60 * 60 * 1000;

/** Removes leases of killed nodes whose question was not asked again; of every owner. */
export async function removeStaleLeases(em: SqlEntityManager, now: Date): Promise<void> {
  const createdAt = { $lt: new Date(now.getTime() - STALE_AFTER_MS) };
  // Looked up first: a deletion by time would lock every row that it passes, also live leases.
  const stale = await em.fork().find(JudgementLease, { createdAt }, { fields: ['id'], filters: false });
  if (stale.length === 0) return;
  await em
    .fork()
    .nativeDelete(JudgementLease, { id: { $in: stale.map(({ id }) => id) } }, { filters: false });
}
