import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { postTo, uploadForm } from '../support/api.js';
import { findMysqlServer } from '../support/find-mysql-server.js';
import { smallPicture } from '../support/pictures.js';
import { type ServerProcess, startServerProcess } from '../support/server-process.js';
import { type MariaDb, startMariaDb } from '../support/start-maria-db.js';
import { until } from '../support/until.js';

// A server that TEST_MYSQL_URL names is not ours to stop.
const withOwnServer = findMysqlServer() === null ? it.skip : it;

const LIMITS = { DATABASE_ACQUIRE_TIMEOUT_MS: '500', DATABASE_STATEMENT_TIMEOUT_MS: '700' };
/** Both limits after each other, and what a busy machine adds. */
const LONGEST_MS = 5000;

let folder: string;
let database: MariaDb | undefined;
let server: ServerProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbnail-hung-'));
});

afterEach(async () => {
  await server?.kill();
  await database?.remove();
  await rm(folder, { recursive: true, force: true });
});

async function serving(settings: Record<string, string> = {}): Promise<string> {
  database = await startMariaDb();
  server = startServerProcess({
    DATABASE_URL: await database.createDatabase(),
    PICTURES_URL: `file:${join(folder, 'pictures')}`,
    ...LIMITS,
    ...settings,
  });
  return server.url();
}

const query = (url: string, text: string) =>
  postTo<{ thumbnailHistory: { edges: { node: { pictureUrl: string } }[] } }>(
    url,
    JSON.stringify({ query: text }),
    { 'content-type': 'application/json' },
  );
const HISTORY = '{ thumbnailHistory { edges { node { pictureUrl } } } }';
const upload = async (url: string, seed: number) =>
  postTo(url, uploadForm(await smallPicture(seed), { judge: 'SKIP' }, 'a.png'));

withOwnServer(
  'a database that hangs is told within the limits, and all works again once it answers',
  async () => {
    const url = await serving();
    expect((await upload(url, 1)).errors).toEqual([]);
    const picture = (await query(url, HISTORY)).data?.thumbnailHistory.edges[0]?.node.pictureUrl;

    database?.hang();
    // Twice: on connections that were open, and on new ones.
    for (const round of [2, 3]) {
      const startedAt = performance.now();
      const [history, stored, ready, live, image] = await Promise.all([
        query(url, HISTORY),
        upload(url, round),
        fetch(`${url}/health/ready`),
        fetch(`${url}/health/live`),
        fetch(picture ?? ''),
      ]);
      expect(performance.now() - startedAt).toBeLessThan(LONGEST_MS);
      for (const { errors } of [history, stored]) {
        expect(errors).toMatchObject([{ extensions: { code: 'DATABASE_UNAVAILABLE' } }]);
      }
      expect([ready.status, live.status, image.status]).toEqual([503, 200, 503]);
    }

    database?.resume();
    await until(async () => (await fetch(`${url}/health/ready`)).status === 200);
    expect((await query(url, HISTORY)).errors).toEqual([]);
    expect((await upload(url, 4)).errors).toEqual([]);
  },
);

withOwnServer('a stop ends within its grace while the database hangs', async () => {
  // Statements would wait for longer than the whole grace.
  const url = await serving({ SHUTDOWN_GRACE_MS: '2000', DATABASE_STATEMENT_TIMEOUT_MS: '600000' });
  expect((await upload(url, 1)).errors).toEqual([]);
  database?.hang();
  const cut = query(url, HISTORY).catch(() => 'cut');
  await until(async () =>
    /^thumbnail_database_connections_busy 1$/m.test(await (await fetch(`${url}/metrics`)).text()),
  );
  const startedAt = performance.now();
  const ended = once(server?.child ?? process, 'exit');
  server?.child.kill('SIGTERM');
  await ended;
  expect(performance.now() - startedAt).toBeLessThan(2000 + LONGEST_MS);
  expect(await cut).toBe('cut');
});

withOwnServer('a server that a database keeps from starting ends on a signal', async () => {
  database = await startMariaDb();
  const url = await database.createDatabase();
  database.hang();
  server = startServerProcess({
    DATABASE_URL: url,
    PICTURES_URL: `file:${join(folder, 'pictures')}`,
    SHUTDOWN_GRACE_MS: '0',
    DATABASE_ACQUIRE_TIMEOUT_MS: '600000',
    LOG_LEVEL: 'trace',
  });
  const { child, output } = server;
  await until(() => output().includes('[discovery]'));
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).not.toEqual([0, null]);
  expect(output()).toContain('SHUTDOWN_GRACE_MS');
});
