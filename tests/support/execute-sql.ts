import { DatabaseSync } from 'node:sqlite';
import { runOnMysql } from './create-mysql-database.js';

/** Runs a statement on a server's database behind its back. */
export async function executeSql(databaseUrl: string, statement: string): Promise<void> {
  if (!databaseUrl.startsWith('sqlite:')) {
    await runOnMysql(databaseUrl, statement);
    return;
  }
  const database = new DatabaseSync(databaseUrl.slice('sqlite:'.length));
  database.exec(statement);
  database.close();
}
