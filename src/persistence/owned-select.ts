import { type EntityClass, type EntityMetadata, ReferenceKind } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { isSqlite } from './engine.js';
import type { OwnerScope } from './owner-scope.js';
import { runStatement, type Sql } from './run-statement.js';

/** What to read of a table, whose rows are called `r`. */
export interface OwnedSelect {
  readonly columns: Sql;
  readonly join?: Sql | undefined;
  /** All of them must hold. */
  readonly where?: readonly Sql[] | undefined;
  /** What comes after the conditions: grouping, order, limit. */
  readonly tail?: Sql | undefined;
  /** True where few rows are found by their primary key: no engine then goes through all rows of their owner. */
  readonly byKey?: boolean | undefined;
  /** The index to take, where an engine without good statistics takes another. */
  readonly index?: string | undefined;
}

/**
 * The one place where a reading statement begins: none can be built without an owner. A table without an `ownerId` is read
 * through the row that its own key refers to.
 * @param table an entity, or the name of a table with an `owner_id`
 */
export function ownedSelect<T extends object>(
  { em, ownerId }: OwnerScope,
  table: EntityClass<T> | string,
  { columns, join = sql``, where = [], tail = sql``, byKey = false, index }: OwnedSelect,
): Sql {
  const { name, owner, through } =
    typeof table === 'string' ? ownerOfTable(table) : ownerOfEntity(em.getMetadata().get(table));
  // The sign means nothing to MySQL, and keeps SQLite from using an index on it.
  const isOwned = sql`${byKey ? sql`+` : sql``}${sql.ref(owner)} = ${ownerId}`;
  const conditions = where.map((condition) => sql` and (${condition})`);
  return sql`select ${columns} from ${sql.table(name)} as r${hintFor(em, index, byKey)} ${through} ${join}
    where ${isOwned}${sql.join(conditions, sql``)} ${tail}`;
}

/** The rows of a statement that `ownedSelect` began, as the driver gives them. */
export async function runSelect<Row>({ em }: OwnerScope, statement: Sql): Promise<Row[]> {
  return runStatement<Row>(em, statement);
}

function ownerOfTable(name: string) {
  return { name, owner: 'r.owner_id', through: sql`` };
}

function ownerOfEntity({ tableName, properties, primaryKeys }: EntityMetadata) {
  if (properties.ownerId) return ownerOfTable(tableName);
  const parent = primaryKeys
    .map((key) => properties[key])
    .find((property) => property?.kind === ReferenceKind.MANY_TO_ONE);
  const [column] = parent?.fieldNames ?? [];
  if (!parent?.targetMeta?.properties.ownerId || !column) {
    throw new TypeError(`Rows of ${tableName} have no owner.`);
  }
  const through = sql`join ${sql.table(parent.targetMeta.tableName)} as o on o.id = ${sql.ref(`r.${column}`)}`;
  return { name: tableName, owner: 'o.owner_id', through };
}

function hintFor(em: SqlEntityManager, index: string | undefined, byKey: boolean): Sql {
  if (byKey) return isSqlite(em) ? sql`` : sql` force index (primary)`;
  if (!index) return sql``;
  return isSqlite(em) ? sql` indexed by ${sql.ref(index)}` : sql` force index (${sql.ref(index)})`;
}
