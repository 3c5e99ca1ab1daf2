import type { SqlEntityManager } from '@mikro-orm/sql';
import { OWNER_FILTER } from './owner-filter.js';
import { RequestMemory } from './request-memory.js';

/** Whose data a request works on, and the entity manager that sees nothing else. */
export interface OwnerScope {
  readonly ownerId: string;
  readonly em: SqlEntityManager;
  readonly memory: RequestMemory;
}

/** A fresh unit of work that is bound to one owner. */
export function scopeToOwner(em: SqlEntityManager, ownerId: string): OwnerScope {
  const fork = em.fork();
  fork.setFilterParams(OWNER_FILTER, { ownerId });
  return { ownerId, em: fork, memory: new RequestMemory() };
}
