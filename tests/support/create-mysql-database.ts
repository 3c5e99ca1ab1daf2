import { randomBytes } from 'node:crypto';
import mysql from 'mysql2/promise';

/** Creates a database that no other test knows on the server of that URL, and gives its URL. */
export async function createMysqlDatabase(serverUrl: string): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await runOnMysql(serverUrl, `CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Removes the database of that URL. */
export async function dropMysqlDatabase(databaseUrl: string): Promise<void> {
  const url = new URL(databaseUrl);
  const name = url.pathname.slice(1);
  url.pathname = '/';
  await runOnMysql(url.href, `DROP DATABASE IF EXISTS ${name}`);
}

/** Runs one statement on a connection of its own. */
export async function runOnMysql(url: string, sql: string): Promise<void> {
  const connection = await mysql.createConnection(url);
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}
