import { LockMode } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { isRowId } from '../persistence/row-id.js';
import { Thumbnail } from './thumbnail.entity.js';

/**
 * Makes writers of one thumbnail's analyses wait for each other. Without it each would first share the row, through
 * the foreign key of its analysis, and then deadlock over changing it.
 * @returns null when the thumbnail is gone.
 */
export async function lockThumbnail(em: SqlEntityManager, id: string): Promise<Thumbnail | null> {
  if (!isRowId(id)) return null;
  return em.findOne(Thumbnail, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
}
