import { DatabaseSync } from 'node:sqlite';
import { createPool } from 'mysql2/promise';

export type Row = Record<string, unknown>;

/** Statements with question marks, straight on the driver. */
export interface Rows {
  read(sql: string, values: readonly (string | number)[]): Promise<Row[]>;
  /** A time column as a Date. */
  time(value: unknown): Date | null;
}

export function openRows(databaseUrl: string): Rows {
  return databaseUrl.startsWith('sqlite:')
    ? openSqlite(databaseUrl.slice('sqlite:'.length))
    : openMysql(databaseUrl);
}

function openSqlite(file: string): Rows {
  const database = new DatabaseSync(file);
  return {
    read: async (sql, values) => database.prepare(sql).all(...values),
    time: (value) => (value === null ? null : new Date(Number(value))),
  };
}

function openMysql(uri: string): Rows {
  const pool = createPool({ uri, timezone: 'Z', dateStrings: true });
  return {
    // The driver's types list every kind of result; a select gives rows.
    read: async (sql, values) => (await pool.query(sql, [...values]))[0] as Row[],
    time: (value) => (value === null ? null : new Date(`${String(value).replace(' ', 'T')}Z`)),
  };
}
