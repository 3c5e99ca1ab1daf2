import type { EntityClass, FilterQuery, QueryOrderMap } from '@mikro-orm/core';
import type { Analysis } from '../analysis/analysis.entity.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { openCursor, type PositionShape, sealCursor } from './history-cursor.js';
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

/** The ORM takes an empty page for one from the start, also where it was asked for from the end. */
function neighbours(page: { hasNextPage: boolean; hasPrevPage: boolean }, size: PageRequest['size']) {
  const swapped = 'last' in size && size.last === 0;
  return swapped
    ? { hasNextPage: page.hasPrevPage, hasPreviousPage: page.hasNextPage }
    : { hasNextPage: page.hasNextPage, hasPreviousPage: page.hasPrevPage };
}

/** An ordered part of a table. */
export interface PagedList<T> {
  readonly entity: EntityClass<T>;
  /** Names the list and its order: a cursor of another one is refused. */
  readonly name: string;
  readonly where: FilterQuery<T>;
  readonly orderBy: QueryOrderMap<T>;
  readonly position: PositionShape;
}

/**
 * Reads one page by keyset, forwards or backwards.
 * @throws AppError BAD_USER_INPUT for a cursor that does not belong here.
 */
export async function findPage<T extends Thumbnail | Analysis>(
  { em, ownerId }: OwnerScope,
  { entity, name, where, orderBy, position }: PagedList<T>,
  { size, after, before }: PageRequest,
): Promise<Page<T>> {
  const open = (cursor: string) => openCursor(cursor, ownerId, name, position);
  const page = await em.findByCursor(entity, {
    where,
    orderBy,
    ...size,
    ...(after === null ? {} : { after: open(after) }),
    ...(before === null ? {} : { before: open(before) }),
    includeCount: false,
  });
  const edges = page.items.map((node) => ({ node, cursor: sealCursor(page.from(node), ownerId, name) }));
  return {
    edges,
    pageInfo: {
      ...neighbours(page, size),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
