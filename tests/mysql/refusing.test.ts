import { afterEach, expect, it } from '@jest/globals';
import mysql from 'mysql2/promise';
import { Api, type WireAnswer } from '../support/api.js';
import { runOnMysql } from '../support/create-mysql-database.js';
import { findMysqlServer } from '../support/find-mysql-server.js';
import { ThumbnailHistoryDocument } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { type MariaDb, startMariaDb } from '../support/start-maria-db.js';
import { until } from '../support/until.js';

// A server that TEST_MYSQL_URL names is not ours to set.
const withOwnServer = findMysqlServer() === null ? it.skip : it;

let server: MariaDb | undefined;
let api: Api | undefined;

afterEach(async () => {
  await api?.remove();
  await server?.remove();
});

const codesOf = ({ errors }: WireAnswer<unknown>) => errors.map(({ extensions }) => extensions.code);

/** The URL of that database for a user who may do nothing that servers keep to administrators. */
async function asPlainUser(database: string): Promise<string> {
  const url = new URL(database);
  await runOnMysql(database, "create user plain@'127.0.0.1' identified by 'plain'");
  await runOnMysql(database, `grant all on \`${url.pathname.slice(1)}\`.* to plain@'127.0.0.1'`);
  url.username = 'plain';
  url.password = 'plain';
  return url.href;
}

withOwnServer('a database that is read-only is told as that, reading goes on, and it recovers', async () => {
  server = await startMariaDb();
  const database = await server.createDatabase();
  api = await Api.start({ DATABASE_URL: await asPlainUser(database) });
  const first = await api.analyze(await smallPicture(1), { judge: 'SKIP' });

  await runOnMysql(database, 'set global read_only = 1');
  expect(codesOf(await api.upload(await smallPicture(2), { judge: 'SKIP' }))).toEqual([
    'DATABASE_UNAVAILABLE',
  ]);
  const { thumbnailHistory } = await api.ask(ThumbnailHistoryDocument, {});
  expect(thumbnailHistory.edges.map(({ node }) => node.id)).toEqual([first.thumbnail.id]);

  await runOnMysql(database, 'set global read_only = 0');
  await api.analyze(await smallPicture(2), { judge: 'SKIP' });
});

withOwnServer('a database without room is told as that, reading goes on, and it recovers', async () => {
  const room = (megabytes: number) => [
    '--innodb-file-per-table=0',
    `--innodb-data-file-path=ibdata1:12M:autoextend:max:${megabytes}M`,
  ];
  server = await startMariaDb(room(14));
  const database = await server.createDatabase();
  api = await Api.start({ DATABASE_URL: database });
  const first = await api.analyze(await smallPicture(1), { judge: 'SKIP' });
  await runOnMysql(database, 'create table filling (bytes longblob)');
  const filling = await mysql.createConnection(database);
  for (const kibibytes of [512, 64, 8]) {
    const rows = () => filling.query(`insert into filling values (repeat('x', ${kibibytes * 1024}))`);
    await expect(untilItThrows(rows)).rejects.toMatchObject({ code: 'ER_RECORD_FILE_FULL' });
  }

  const serving = api;
  let seed = 2;
  // Pages that are half empty take a few more rows.
  await until(async () => {
    const [code] = codesOf(await serving.upload(await smallPicture(seed++), { judge: 'SKIP' }));
    if (code !== undefined) expect(code).toBe('DATABASE_UNAVAILABLE');
    return code !== undefined;
  });
  const { thumbnailHistory } = await api.ask(ThumbnailHistoryDocument, { last: 1 });
  expect(thumbnailHistory.edges.map(({ node }) => node.id)).toEqual([first.thumbnail.id]);

  await filling.end();
  await server.stop();
  await server.start(room(64));
  await until(async () => (await fetch(`${serving.url}/health/ready`)).status === 200);
  await api.analyze(await smallPicture(seed), { judge: 'SKIP' });
});

withOwnServer('a statement that an operator interrupts is no fault of ours', async () => {
  server = await startMariaDb();
  const database = await server.createDatabase();
  api = await Api.start({ DATABASE_URL: database });
  const operator = await mysql.createConnection(database);
  await operator.query('lock tables thumbnail write');
  const asked = api.send(ThumbnailHistoryDocument, {});
  const waiting = async () => {
    const [rows] = await operator.query<mysql.RowDataPacket[]>(
      "select id from information_schema.processlist where state like '%metadata lock%'",
    );
    return rows[0]?.id as number | undefined;
  };
  await until(async () => (await waiting()) !== undefined);
  await operator.query('kill query ?', [await waiting()]);
  expect(codesOf(await asked)).toEqual(['DATABASE_UNAVAILABLE']);
  await operator.query('unlock tables');
  await operator.end();
  expect(codesOf(await api.send(ThumbnailHistoryDocument, {}))).toEqual([]);
});

withOwnServer('a search that takes too long is refused by a code of its own', async () => {
  server = await startMariaDb();
  const database = await server.createDatabase();
  api = await Api.start({ DATABASE_URL: database, DATABASE_STATEMENT_TIMEOUT_MS: '1000' });
  await api.analyze(await smallPicture(1), { title: 'Why?', judge: 'SKIP' });
  const holder = await mysql.createConnection(database);
  await holder.query('lock tables thumbnail write');
  // Signs are in no index of words: the rows themselves have to be read.
  const search = () => api!.send(ThumbnailHistoryDocument, { filter: { text: '?' } });
  expect(codesOf(await search())).toEqual(['QUERY_TIMED_OUT']);
  await holder.end();
  expect(codesOf(await search())).toEqual([]);
});

async function untilItThrows(work: () => Promise<unknown>): Promise<never> {
  for (;;) await work();
}
