import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mysql from 'mysql2/promise';
import { Api } from '../support/api.js';
import { type DatabaseUnderTest, databaseUnderTest } from '../support/database-under-test.js';
import { ThumbnailHistoryDocument } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { until } from '../support/until.js';

let database: DatabaseUnderTest;

beforeAll(async () => {
  database = await databaseUnderTest();
});

afterAll(() => database.remove());

describe('several nodes on one database', () => {
  it('start together on an empty one: only one migrates', async () => {
    const nodes = await Promise.all([1, 2, 3].map(() => Api.start({ DATABASE_URL: database.url })));
    for (const node of nodes)
      expect((await node.ask(ThumbnailHistoryDocument, {})).thumbnailHistory.edges).toEqual([]);
    await Promise.all(nodes.map((node) => node.remove()));
  });

  it('a node that starts during an upload leaves its picture alone', async () => {
    const first = await Api.start({ DATABASE_URL: database.url });
    const locker = await mysql.createConnection(database.url);
    await locker.query('lock tables finding write, criterion_score write');
    const upload = first.upload(await smallPicture(1), { judge: 'SKIP' });
    const stored = async () =>
      (await readdir(first.picturesFolder, { recursive: true })).filter((name) => name.endsWith('.png'))
        .length;
    await until(async () => (await stored()) === 1);

    const second = await Api.start({
      DATABASE_URL: database.url,
      PICTURES_URL: `file:${first.picturesFolder}`,
    });
    // Stopping waits for the sweep that began with the start.
    await second.remove();
    expect(await stored()).toBe(1);

    await locker.query('unlock tables');
    await locker.end();
    const { data } = await upload;
    expect((await fetch(data!.analyzeThumbnail.thumbnail.pictureUrl)).status).toBe(200);
    await first.remove();
  });
});
