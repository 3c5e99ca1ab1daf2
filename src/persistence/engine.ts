import { type SqlEntityManager, SqliteDriver } from '@mikro-orm/sql';

/** Which of the two engines statements are written for. */
export function isSqlite(em: SqlEntityManager): boolean {
  return em.getDriver() instanceof SqliteDriver;
}
