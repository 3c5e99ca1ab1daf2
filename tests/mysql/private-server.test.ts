import { expect, test } from '@jest/globals';
import mysql from 'mysql2/promise';
import { databaseUnderTest } from '../support/database-under-test.js';
import { findMysqlServer } from '../support/find-mysql-server.js';
import { startMariaDb } from '../support/start-maria-db.js';

test('each test has an empty database of its own, in four-byte Unicode', async () => {
  const [one, other] = await Promise.all([databaseUnderTest(), databaseUnderTest()]);
  expect(one.url).not.toBe(other.url);
  const connection = await mysql.createConnection(one.url);
  const [tables] = await connection.query('SHOW TABLES');
  const [charset] = await connection.query('SELECT @@character_set_database AS name');
  await connection.end();
  await Promise.all([one.remove(), other.remove()]);
  expect(tables).toEqual([]);
  expect(charset).toEqual([{ name: 'utf8mb4' }]);
});

// A server that TEST_MYSQL_URL names is not ours to stop.
const testWithBinary = findMysqlServer() === null ? test.skip : test;

testWithBinary('a server of a test keeps its data and port over stop and start', async () => {
  const server = await startMariaDb();
  try {
    const url = await server.createDatabase();
    await server.stop();
    await expect(mysql.createConnection(url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await server.start();
    const connection = await mysql.createConnection(url);
    await connection.end();
  } finally {
    await server.remove();
  }
});
