import type { EntityClass, FilterQuery, QueryOrderMap } from '@mikro-orm/core';
import type { Analysis } from '../analysis/analysis.entity.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { openCursor, sealCursor } from './history-cursor.js';
import type { PageRequest } from './page-arguments.js';
import type { Thumbnail } from './thumbnail.entity.js';

/** One page of a list, in the shape of a Relay connection. */
export interface Page<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/**
 * Reads one page by keyset, forwards or backwards.
 * @param list names the list and its order: a cursor of another one is refused
 * @throws AppError BAD_USER_INPUT for a cursor that does not belong here.
 */
export async function findPage<T extends Thumbnail | Analysis>(
  { em, ownerId }: OwnerScope,
  entity: EntityClass<T>,
  list: string,
  where: FilterQuery<T>,
  orderBy: QueryOrderMap<T>,
  { size, after, before }: PageRequest,
): Promise<Page<T>> {
  const page = await em.findByCursor(entity, {
    where,
    orderBy,
    ...size,
    ...(after === null ? {} : { after: openCursor(after, ownerId, list) }),
    ...(before === null ? {} : { before: openCursor(before, ownerId, list) }),
    includeCount: false,
  });
  const edges = page.items.map((node) => ({ node, cursor: sealCursor(page.from(node), ownerId, list) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPrevPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
