import { afterEach, beforeEach, expect, it } from '@jest/globals';
import mysql from 'mysql2/promise';
import { Api } from '../support/api.js';
import {
  DeleteThumbnailDocument,
  ReanalyzeThumbnailDocument,
  ThumbnailHistoryDocument,
} from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { until } from '../support/until.js';

let api: Api;
let rival: mysql.Connection;

beforeEach(async () => {
  api = await Api.start();
  rival = await mysql.createConnection(api.databaseUrl);
});

afterEach(async () => {
  await rival.end();
  await api.remove();
});

/**
 * Lets work of the server and a transaction of another program wait for each other. The other one has changed more rows, so
 * that the engine takes back the server's.
 */
async function deadlock<T>(thumbnailId: string, begin: () => Promise<T>): Promise<T> {
  await rival.query('create table ballast (id int primary key)');
  await rival.beginTransaction();
  const rows = Array.from({ length: 1000 }, (_, id) => [id]);
  await rival.query('insert into ballast values ?', [rows]);
  await rival.query('select id from thumbnail where id = ? for update', [thumbnailId]);
  const work = begin();
  await until(isWaiting, 200);
  await rival.query('select owner_id from history_figures for update');
  await rival.commit();
  return work;
}

/** Whether a transaction of this database waits for a row. The engine renews its list only after a tenth of a second of rest. */
async function isWaiting(): Promise<boolean> {
  const [rows] = await rival.query<mysql.RowDataPacket[]>(
    `select 1 from information_schema.innodb_trx t join information_schema.processlist p on p.id = t.trx_mysql_thread_id
      where t.trx_state = 'LOCK WAIT' and p.db = database()`,
  );
  return rows.length > 0;
}

it('a deletion that the engine takes back for another transaction is done again', async () => {
  const { thumbnail } = await api.analyze(await smallPicture(1), { judge: 'SKIP' });
  const answer = await deadlock(thumbnail.id, () => api.send(DeleteThumbnailDocument, { id: thumbnail.id }));
  expect(answer.errors).toEqual([]);
  expect((await api.ask(ThumbnailHistoryDocument, {})).thumbnailHistory.edges).toEqual([]);
});

it('an analysis that the engine takes back for another transaction is stored once', async () => {
  const { thumbnail } = await api.analyze(await smallPicture(1), { judge: 'SKIP' });
  const again = { thumbnailId: thumbnail.id, input: { judge: 'SKIP', title: 'The second' } } as const;
  const answer = await deadlock(thumbnail.id, () => api.send(ReanalyzeThumbnailDocument, again));
  expect(answer.errors).toEqual([]);
  const [rows] = await rival.query<mysql.RowDataPacket[]>(
    `select t.latest_title as title, count(*) as analyses, max(a.id) = t.latest_analysis_id as isNewest
      from thumbnail t join analysis a on a.thumbnail_id = t.id group by t.id`,
  );
  expect(rows).toEqual([{ title: 'The second', analyses: 2, isNewest: 1 }]);
});
