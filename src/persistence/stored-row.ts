import {
  type Collection,
  type EntityMetadata,
  type EntityProperty,
  JsonType,
  type Ref,
  ReferenceKind,
} from '@mikro-orm/core';
import { sql } from 'kysely';
import type { Sql } from './run-statement.js';

/**
 * A row as it is read, without an entity around it: plain values, the ids of what it refers to, nothing of what refers to
 * it. Only the columns that were asked for are there.
 */
export type StoredRow<T> = {
  readonly [Name in keyof T as Kept<Name, T[Name]>]: NonNullable<T[Name]> extends Ref<infer _>
    ? string | Extract<T[Name], null>
    : T[Name];
};

type Kept<Name, Value> = Name extends string ? (Value extends Collection<infer _> ? never : Name) : never;

/** Columns of a statement, and what turns a row of them into plain values. */
export interface RowShape<T> {
  readonly columns: Sql;
  readonly toRow: (stored: Readonly<Record<string, unknown>>) => StoredRow<T>;
}

/** @throws TypeError for a property that is no column. */
export function rowShape<T extends object>(meta: EntityMetadata<T>, names: Iterable<string>): RowShape<T> {
  const fields = [...new Set(names)].map((name) => {
    const property = propertyOf(meta, name);
    return { name, column: property.fieldNames[0] ?? name, read: readerOf(property) };
  });
  return {
    columns: sql.join(fields.map(({ column }) => sql.ref(`r.${column}`))),
    toRow: (stored) => {
      const row: Record<string, unknown> = {};
      for (const { name, column, read } of fields) row[name] = read(stored[column]);
      // Those columns and no others were asked for.
      return row as StoredRow<T>;
    },
  };
}

/** The column of a property, of the row `r`. */
export function columnOf<T extends object>(meta: EntityMetadata<T>, name: string): Sql {
  return sql.ref(`r.${propertyOf(meta, name).fieldNames[0]}`);
}

function propertyOf<T extends object>(meta: EntityMetadata<T>, name: string): EntityProperty {
  const properties: Readonly<Record<string, EntityProperty>> = meta.properties;
  const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (!property?.fieldNames) throw new TypeError(`${meta.className} has no column for ${name}.`);
  return property;
}

function readerOf({ kind, runtimeType, customType }: EntityProperty): (value: unknown) => unknown {
  if (kind !== ReferenceKind.SCALAR) return (value) => value;
  if (customType instanceof JsonType) return readJson;
  if (runtimeType === 'Date') return (value) => (value === null ? null : readTime(value));
  if (runtimeType === 'boolean') return (value) => (value === null ? null : Boolean(value));
  return (value) => value;
}

/** MySQL's own JSON is parsed by its driver; MariaDB and SQLite give text. None of our JSON values is itself a text. */
function readJson(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}

/** SQLite keeps milliseconds since 1970, MySQL a text in UTC. */
export function readTime(value: unknown): Date {
  return new Date(typeof value === 'string' ? `${value.replace(' ', 'T')}Z` : Number(value));
}
