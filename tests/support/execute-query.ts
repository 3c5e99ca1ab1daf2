import { DatabaseSync } from 'node:sqlite';
import mysql from 'mysql2/promise';

type Row = Readonly<Record<string, unknown>>;

/** The rows of a statement on a server's database, behind its back. */
export async function executeQuery(databaseUrl: string, statement: string): Promise<Row[]> {
  if (databaseUrl.startsWith('sqlite:')) {
    const database = new DatabaseSync(databaseUrl.slice('sqlite:'.length), { timeout: 5000 });
    try {
      return database.prepare(statement).all();
    } finally {
      database.close();
    }
  }
  const connection = await mysql.createConnection({ uri: databaseUrl, dateStrings: true, timezone: 'Z' });
  try {
    const [rows] = await connection.query<mysql.RowDataPacket[]>(statement);
    return rows;
  } finally {
    await connection.end();
  }
}
