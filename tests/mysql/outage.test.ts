import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import mysql from 'mysql2/promise';
import { Api } from '../support/api.js';
import { databaseUnderTest } from '../support/database-under-test.js';
import { findMysqlServer } from '../support/find-mysql-server.js';
import { ThumbnailHistoryDocument } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { type MariaDb, startMariaDb } from '../support/start-maria-db.js';
import { until } from '../support/until.js';

// A server that TEST_MYSQL_URL names is not ours to stop.
const withOwnServer = findMysqlServer() === null ? it.skip : it;

let server: MariaDb | undefined;
let api: Api | undefined;

afterEach(async () => {
  await api?.remove();
  await server?.remove();
});

describe('a database that is down', () => {
  withOwnServer('gives DATABASE_UNAVAILABLE, and all works again by itself once it is back', async () => {
    server = await startMariaDb();
    api = await Api.start({
      DATABASE_URL: await server.createDatabase(),
      DATABASE_ACQUIRE_TIMEOUT_MS: '1000',
    });
    const first = await api.analyze(await smallPicture(1), { judge: 'SKIP' });

    await server.stop();
    const [reading, writing, ready, live] = await Promise.all([
      api.send(ThumbnailHistoryDocument, {}),
      api.upload(await smallPicture(2), { judge: 'SKIP' }),
      fetch(`${api.url}/health/ready`),
      fetch(`${api.url}/health/live`),
    ]);
    for (const { errors } of [reading, writing]) {
      expect(errors).toMatchObject([{ extensions: { code: 'DATABASE_UNAVAILABLE', retryAfter: 5 } }]);
      expect(JSON.stringify(errors)).not.toMatch(/select|127\.0\.0\.1|ECONN/i);
    }
    expect([ready.status, live.status]).toEqual([503, 200]);
    const picture = await fetch(first.thumbnail.pictureUrl);
    expect(picture.status).toBe(503);
    expect(await picture.json()).toMatchObject({
      errors: [{ extensions: { code: 'DATABASE_UNAVAILABLE' } }],
    });

    await server.start();
    const serving = api;
    await until(async () => (await fetch(`${serving.url}/health/ready`)).status === 200);
    const { thumbnailHistory } = await api.ask(ThumbnailHistoryDocument, {});
    expect(thumbnailHistory.edges.map(({ node }) => node.id)).toEqual([first.thumbnail.id]);
  });
});

describe('a pool without a free connection', () => {
  let locker: mysql.Connection;
  let url: string;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const database = await databaseUnderTest();
    ({ url, remove } = database);
    locker = await mysql.createConnection(url);
    // What a server does by itself would take connections as well.
    const scope = createHash('sha256').update(new URL(url).pathname.slice(1)).digest('hex').slice(0, 16);
    for (const work of ['sweep', 'figures', 'search']) {
      await locker.query('select get_lock(?, 0)', [`${scope}:${work}`]);
    }
  });

  afterAll(async () => {
    await locker.end();
    await remove();
  });

  it('refuses who waits too long, serves the others, and recovers', async () => {
    api = await Api.start({ DATABASE_URL: url, DATABASE_POOL_MAX: '2', DATABASE_ACQUIRE_TIMEOUT_MS: '300' });
    const serving = api;
    await locker.query('lock tables thumbnail write');
    let answered = 0;
    const requests = Array.from({ length: 50 }, async () => {
      const answer = await serving.send(ThumbnailHistoryDocument, {});
      answered++;
      return answer;
    });
    // Two hold the connections and wait for the table; the other 48 wait for a connection and are refused.
    await until(() => answered === 48);
    await locker.query('unlock tables');
    const answers = await Promise.all(requests);
    const codes = answers.map(({ errors }) => errors[0]?.extensions.code ?? 'served').sort();
    expect(codes).toEqual([...Array(48).fill('DATABASE_UNAVAILABLE'), 'served', 'served']);
    expect((await api.send(ThumbnailHistoryDocument, {})).errors).toEqual([]);
  });

  it('does not count connections that were lost while they were in use', async () => {
    api = await Api.start({ DATABASE_URL: url, DATABASE_POOL_MAX: '2' });
    const serving = api;
    const busy = async () => {
      const metrics = await (await fetch(`${serving.url}/metrics`)).text();
      return /^thumbnail_database_connections_busy (\d+)$/m.exec(metrics)?.[1];
    };
    await locker.query('lock tables thumbnail write');
    const requests = [1, 2].map(() => serving.send(ThumbnailHistoryDocument, {}));
    await until(async () => (await busy()) === '2');
    const [threads] = await locker.query<mysql.RowDataPacket[]>(
      'select id from information_schema.processlist where db = database() and id <> connection_id()',
    );
    for (const { id } of threads) await locker.query('kill ?', [id]);
    await locker.query('unlock tables');
    for (const { errors } of await Promise.all(requests)) {
      expect(errors[0]?.extensions.code).toBe('DATABASE_UNAVAILABLE');
    }
    await until(async () => (await busy()) === '0');
    expect((await api.send(ThumbnailHistoryDocument, {})).errors).toEqual([]);
  });
});
