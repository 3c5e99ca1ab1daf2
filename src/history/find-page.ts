import type { EntityClass } from '@mikro-orm/core';
import { sql } from 'kysely';
import { isSqlite } from '../persistence/engine.js';
import { ownedSelect, runSelect } from '../persistence/owned-select.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import type { Sql } from '../persistence/run-statement.js';
import { columnOf, rowShape, type StoredRow } from '../persistence/stored-row.js';
import {
  decodePosition,
  encodePosition,
  openCursor,
  type PositionShape,
  sealCursor,
} from './history-cursor.js';
import type { PageRequest } from './page-arguments.js';

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

/** How rows follow each other: by a property, then by their id, which no two have in common. */
export interface ListOrder {
  /** Null for only the id. */
  readonly by: string | null;
  readonly descending: boolean;
  /** What a position in that order holds: the value of `by` where there is one, and the id. */
  readonly position: PositionShape<readonly unknown[]>;
}

/** An ordered part of a table. */
export interface PagedList<T> extends ListOrder {
  readonly entity: EntityClass<T>;
  /** Names the list and its order: a cursor of another one is refused. */
  readonly name: string;
  readonly where: readonly Sql[];
  /** The index whose order the list has. */
  readonly index?: string;
  /** True where the index holds all that the conditions ask: then only matching rows are read. */
  readonly isCovered?: boolean;
  /** True where the rows are among a few that are found by their ids. */
  readonly byKey?: boolean;
  /** Conditions of which one holds for each row: each is a range of the index, and the page is merged of them. */
  readonly alternatives?: readonly Sql[];
}

/** A statement for one page, and what makes the page of its rows. */
export interface PageReading<T> {
  readonly statement: Sql;
  readonly toPage: (rows: readonly Readonly<Record<string, unknown>>[]) => Page<StoredRow<T>>;
}

/**
 * Reads one page by keyset, forwards or backwards.
 * @throws AppError BAD_USER_INPUT for a cursor that does not belong here.
 */
export async function findPage<T extends object>(
  scope: OwnerScope,
  list: PagedList<T>,
  request: PageRequest,
  properties: readonly string[],
): Promise<Page<StoredRow<T>>> {
  const { statement, toPage } = pageReading(scope, list, request, properties);
  return toPage(await runSelect(scope, statement));
}

/** @throws AppError BAD_USER_INPUT for a cursor that does not belong here. */
export function pageReading<T extends object>(
  scope: OwnerScope,
  list: PagedList<T>,
  { size, after, before }: PageRequest,
  properties: readonly string[],
): PageReading<T> {
  const { entity, by, descending } = list;
  const meta = scope.em.getMetadata().get(entity);
  const keys = by ? [by, 'id'] : ['id'];
  const columns = keys.map((key) => columnOf(meta, key));
  const { columns: selected, toRow } = rowShape(meta, [...keys, ...properties]);
  const isBackwards = 'last' in size;
  const count = isBackwards ? size.last : size.first;
  const isFalling = descending !== isBackwards;
  const where = [
    ...list.where,
    ...(after === null ? [] : [beyond(scope, columns, positionOf(scope, list, after), descending)]),
    ...(before === null ? [] : [beyond(scope, columns, positionOf(scope, list, before), !descending)]),
  ];
  const direction = isFalling ? sql`desc` : sql`asc`;
  const order = sql.join(columns.map((column) => sql`${column} ${direction}`));
  // One more than asked for tells whether there are more.
  const tail = sql`order by ${order} limit ${sql.lit(count + 1)}`;
  const { index, byKey, isCovered } = list;
  const select = (conditions: readonly Sql[]) => {
    if (!isCovered)
      return ownedSelect(scope, entity, { columns: selected, where: conditions, tail, index, byKey });
    const passing = ownedSelect(scope, entity, { columns: sql`r.id`, where: conditions, tail, index });
    const join = sql`join (${passing}) as passing on passing.id = r.id`;
    return ownedSelect(scope, entity, { columns: selected, join, tail, byKey: true });
  };

  return {
    statement: merged(
      (list.alternatives ?? []).map((alternative) => select([...where, alternative])),
      () => select(where),
      tail,
    ),
    toPage: (stored) => {
      const nodes = stored.slice(0, count).map(toRow);
      if (isBackwards) nodes.reverse();
      const hasMore = stored.length > count;
      const edges = nodes.map((node) => {
        const position = encodePosition(keys.map((key): unknown => Reflect.get(node, key)));
        return { node, cursor: sealCursor(position, scope.ownerId, list.name) };
      });
      return {
        edges,
        pageInfo: {
          hasNextPage: isBackwards ? before !== null : hasMore,
          hasPreviousPage: isBackwards ? hasMore : after !== null,
          startCursor: edges[0]?.cursor ?? null,
          endCursor: edges.at(-1)?.cursor ?? null,
        },
      };
    },
  };
}

function positionOf<T>(
  { ownerId }: OwnerScope,
  { name, position }: PagedList<T>,
  cursor: string,
): readonly unknown[] {
  return position.parse(decodePosition(openCursor(cursor, ownerId, name, position)));
}

/** The first rows of several selects with the same order and limit; each is a derived table, as a union wants it. */
function merged(selects: readonly Sql[], otherwise: () => Sql, tail: Sql): Sql {
  if (selects.length === 0) return otherwise();
  const parts = selects.map((statement) => sql`select * from (${statement}) as p`);
  return sql`select * from (${sql.join(parts, sql` union all `)}) as r ${tail}`;
}

/** The rows that come after a position, where values fall or rise: a range of the index, to the row. */
function beyond(
  { em }: OwnerScope,
  [first, second]: readonly Sql[],
  [value, id]: readonly unknown[],
  isFalling: boolean,
): Sql {
  const than = isFalling ? sql`<` : sql`>`;
  if (!second) return sql`${first} ${than} ${value}`;
  // MySQL makes ranges of the alternatives, SQLite one of the pair; the other way round both read all that is equal.
  return isSqlite(em)
    ? sql`(${first}, ${second}) ${than} (${value}, ${id})`
    : sql`${first} ${than} ${value} or (${first} = ${value} and ${second} ${than} ${id})`;
}
