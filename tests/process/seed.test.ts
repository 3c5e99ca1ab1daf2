import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import {
  HistoryStatsDocument,
  ThumbnailDocument,
  ThumbnailHistoryDocument,
} from '../support/operations.generated.js';
import { runProgram } from '../support/run-program.js';

const COUNT = 10;
const DAY_MS = 86_400_000;

let folder: string;
let environment: Record<string, string>;
let printed: string;
let api: Api;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbnail-seed-'));
  environment = {
    DATABASE_URL: `sqlite:${join(folder, 'history.sqlite')}`,
    PICTURES_URL: `file:${join(folder, 'pictures')}`,
  };
  printed = await seed();
  api = await Api.start(environment);
});

afterAll(async () => {
  await api?.remove();
  await rm(folder, { recursive: true, force: true });
});

/** What `npm run seed` prints, in a folder without .env. */
function seed(...parameters: readonly string[]): Promise<string> {
  const register = resolve('node_modules/@oxc-node/core/register.mjs');
  const script = ['--import', register, resolve('scripts/seed.ts'), '--count', String(COUNT), ...parameters];
  // The decorators of the entities need our compiler options.
  const settings = { ...environment, OXC_TSCONFIG_PATH: resolve('tsconfig.json') };
  return runProgram(process.execPath, script, folder, settings);
}

async function thumbnails() {
  const { thumbnailHistory } = await api.ask(ThumbnailHistoryDocument, { first: 50 });
  return thumbnailHistory.edges.map(({ node }) => node);
}

it('spreads the thumbnails over months, none of them in the future', async () => {
  const times = (await thumbnails()).map(({ createdAt }) => Date.parse(createdAt));
  expect(times).toHaveLength(COUNT);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  expect(times[0]! - times.at(-1)!).toBeGreaterThan(180 * DAY_MS);
  expect(times[0]!).toBeLessThan(Date.now());
  expect(new Set(times.map((time) => new Date(time).getUTCMonth())).size).toBeGreaterThan(4);
});

it('has judged, measured and partial ones, with believable texts', async () => {
  const rows = await thumbnails();
  const statuses = new Set(rows.map(({ latestAnalysis }) => latestAnalysis.status));
  expect(statuses).toEqual(new Set(['COMPLETE', 'MEASURED', 'PARTIAL']));
  for (const { latestAnalysis } of rows) {
    const { status, judgement, completedAt, createdAt } = latestAnalysis;
    expect(completedAt).toBe(status === 'COMPLETE' ? createdAt : null);
    expect(judgement === null).toBe(status !== 'COMPLETE');
  }
});

it('analyses some of them twice, the second time later', async () => {
  const pages = await Promise.all((await thumbnails()).map(({ id }) => api.ask(ThumbnailDocument, { id })));
  const twice = pages.flatMap(({ thumbnail }) => {
    const [again, first] = thumbnail!.analyses.edges.map(({ node }) => Date.parse(node.createdAt));
    return first === undefined ? [] : [{ upload: Date.parse(thumbnail!.createdAt), first, again: again! }];
  });
  expect(twice.length).toBeGreaterThan(0);
  for (const { upload, first, again } of twice) {
    expect(first).toBe(upload);
    expect(again).toBeGreaterThan(first);
    expect(again).toBeLessThan(Date.now());
  }
});

it('leaves figures that agree with the rows', async () => {
  const rows = await thumbnails();
  const { historyStats } = await api.ask(HistoryStatsDocument, { by: 'DAY' });
  // A filter that lets everything through is counted from the rows, the whole history by the kept figures.
  const counted = await api.ask(HistoryStatsDocument, { by: 'DAY', filter: { score: { min: 0 } } });
  expect(historyStats).toEqual(counted.historyStats);
  const days = rows.map(({ createdAt }) => createdAt.slice(0, 10));
  expect(new Set(historyStats!.series.map(({ start }) => start.slice(0, 10)))).toEqual(new Set(days));
  expect(historyStats!.groups.reduce((sum, { scores }) => sum + scores.count, 0)).toBe(COUNT);
});

it('has pictures that are served', async () => {
  for (const { pictureUrl } of await thumbnails()) {
    const response = await fetch(pictureUrl);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/^image\//),
    ]);
    await response.arrayBuffer();
  }
});

it('says how to go on, and refuses a database that has thumbnails', async () => {
  expect(printed).toContain('10 of 10 thumbnails\n');
  expect(printed).toContain('npm start');
  await expect(seed()).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('--add') });
  expect(await thumbnails()).toHaveLength(COUNT);
});
