import type { EntityClass } from '@mikro-orm/core';
import DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { OwnerScope } from './owner-scope.js';
import { readRows } from './read-rows.js';
import { columnOf, type StoredRow } from './stored-row.js';

/** An id, and the properties that are needed of what is found by it. */
interface Lookup {
  readonly id: string;
  readonly properties: readonly string[];
}

/** The row of that id, or null. Lookups of one moment are one statement. */
export async function loadRow<T extends object>(
  scope: OwnerScope,
  entity: EntityClass<T>,
  id: string,
  properties: readonly string[],
): Promise<StoredRow<T> | null> {
  const [row] = await loadRowsBy(scope, entity, 'id', id, properties);
  return row ?? null;
}

/** The rows that have that id in one of their properties, in the order of their key. Lookups of one moment are one statement. */
export function loadRowsBy<T extends object>(
  scope: OwnerScope,
  entity: EntityClass<T>,
  by: string,
  id: string,
  properties: readonly string[],
): Promise<readonly StoredRow<T>[]> {
  const loader = scope.memory.once(`${entity.name} by ${by}`, () => {
    return new DataLoader((lookups: readonly Lookup[]) => lookUp(scope, entity, by, lookups), {
      cacheKeyFn: (lookup) => `${lookup.id} ${lookup.properties.join()}`,
    });
  });
  return loader.load({ id, properties });
}

async function lookUp<T extends object>(
  scope: OwnerScope,
  entity: EntityClass<T>,
  by: string,
  lookups: readonly Lookup[],
): Promise<StoredRow<T>[][]> {
  const meta = scope.em.getMetadata().get(entity);
  const ids = new Set(lookups.map(({ id }) => id));
  const wanted = [by, ...lookups.flatMap((lookup) => lookup.properties)];
  const rows = await readRows(scope, entity, wanted, {
    where: [sql`${columnOf(meta, by)} in (${sql.join([...ids])})`],
    byKey: true,
    tail: sql`order by ${sql.join(meta.primaryKeys.map((key) => columnOf(meta, key)))}`,
  });
  const found = Map.groupBy(rows, (row): unknown => Reflect.get(row, by));
  return lookups.map(({ id }) => found.get(id) ?? []);
}
