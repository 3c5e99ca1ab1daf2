import type { SqlEntityManager } from '@mikro-orm/sql';
import type { RawBuilder } from 'kysely';

/** A piece of SQL with its values apart, as Kysely's `sql` writes it. */
export type Sql = RawBuilder<unknown>;

/** Runs a statement on the connection of that unit of work, in its transaction where it has one. */
export async function runStatement<Row = unknown>(em: SqlEntityManager, statement: Sql): Promise<Row[]> {
  const { sql, parameters } = statement.compile(em.getKysely());
  // What the columns are is known to the one who wrote them. The ORM's driver takes values of any kind.
  return em.execute<Row[]>(sql, [...parameters] as unknown[]);
}
