import type { EntityClass } from '@mikro-orm/core';
import { type OwnedSelect, ownedSelect, runSelect } from './owned-select.js';
import type { OwnerScope } from './owner-scope.js';
import { rowShape, type StoredRow } from './stored-row.js';

/** Rows of one owner, as plain values of those properties. */
export async function readRows<T extends object>(
  scope: OwnerScope,
  entity: EntityClass<T>,
  properties: Iterable<string>,
  select: Omit<OwnedSelect, 'columns'>,
): Promise<StoredRow<T>[]> {
  const { columns, toRow } = rowShape(scope.em.getMetadata().get(entity), properties);
  const statement = ownedSelect(scope, entity, { ...select, columns });
  return (await runSelect<Record<string, unknown>>(scope, statement)).map(toRow);
}
