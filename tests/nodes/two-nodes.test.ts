import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { print } from 'graphql';
import { pino } from 'pino';
import { parseConfig } from '../../src/config/config.js';
import { entities } from '../../src/entities.js';
import { startOrm } from '../../src/persistence/start-orm.js';
import { openPictureStore } from '../../src/pictures/open-picture-store.js';
import { Pictures } from '../../src/pictures/pictures.js';
import { sweepStore } from '../../src/pictures/sweep-store.js';
import { Thumbnail } from '../../src/records/thumbnail.entity.js';
import { dataOf, postTo, uploadForm } from '../support/api.js';
import { type DatabaseUnderTest, databaseUnderTest } from '../support/database-under-test.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { answers } from '../support/fake-groq-answers.js';
import {
  type AnalyzeThumbnailMutation,
  ThumbnailHistoryDocument,
  type ThumbnailHistoryQuery,
} from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { type ServerProcess, startServerProcess } from '../support/server-process.js';
import { type RedisServer, startRedis } from '../support/start-redis.js';
import { type S3Store, startS3 } from '../support/start-s3.js';
import { until } from '../support/until.js';

const UPLOADS = 50;
const LATER_THAN_A_SWEEP_WAITS_MS = 2 * 60 * 60 * 1000;

let redis: RedisServer;
let store: S3Store;
let groq: FakeGroq;
let database: DatabaseUnderTest;
let environment: Record<string, string>;
let processes: ServerProcess[];
let urls: string[];

beforeAll(async () => {
  redis = await startRedis();
  groq = await startFakeGroq();
});

afterAll(async () => {
  await redis?.remove();
  await groq?.stop();
});

beforeEach(async () => {
  store = await startS3();
  database = await databaseUnderTest();
  groq.respondWith(answers.after(30, answers.completion()));
});

afterEach(async () => {
  await Promise.all(processes.map((node) => node.kill()));
  await database?.remove();
  await store?.stop();
});

/** Two servers in processes of their own, which share nothing but the three stores. */
async function startNodes(changes: Record<string, string> = {}): Promise<void> {
  environment = {
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    ...store.environment,
    GROQ_API_KEY: groq.apiKey,
    GROQ_BASE_URL: groq.url,
    PUBLIC_URL: 'http://thumbnails.example',
    MEASURE_TEXT: 'false',
    MEASURE_FACES: 'false',
    ...changes,
  };
  processes = [startServerProcess(environment), startServerProcess(environment)];
  urls = await Promise.all(processes.map((node) => node.url()));
}

function upload(url: string, picture: Uint8Array, index: number) {
  const judge = index % 2 === 0 ? 'REQUIRED' : 'SKIP';
  return postTo<AnalyzeThumbnailMutation>(
    url,
    uploadForm(picture, { judge, title: `Upload ${index}` }, `${index}.png`),
  );
}

async function history(url: string): Promise<ThumbnailHistoryQuery['thumbnailHistory']['edges']> {
  const body = JSON.stringify({ query: print(ThumbnailHistoryDocument), variables: { first: 100 } });
  const answer = await postTo<ThumbnailHistoryQuery>(url, body, { 'content-type': 'application/json' });
  return dataOf(answer).thumbnailHistory.edges;
}

it('show the same history and the same pictures, and count together', async () => {
  await startNodes({ ANALYSES_PER_MINUTE: '6', TRUSTED_PROXIES: '' });
  const pictures = await Promise.all([0, 1, 2, 3, 4, 5].map((i) => smallPicture(i)));
  for (const [i, picture] of pictures.entries()) dataOf(await upload(urls[i % 2]!, picture, i));
  const [one, other] = await Promise.all(urls.map(history));
  expect(one).toHaveLength(6);
  expect(one).toEqual(other);
  for (const url of urls) {
    for (const { node } of one!) {
      const response = await fetch(node.pictureUrl.replace('http://thumbnails.example', url));
      expect(response.status).toBe(200);
    }
    const { errors } = await upload(url, pictures[0]!, 7);
    expect(errors[0]?.extensions.code).toBe('RATE_LIMITED');
  }
});

describe.each([1, 15, 35])('one of two, killed when %i of 50 analyses were answered', (answeredBefore) => {
  it('leaves no analysis torn and no file behind, and the other one serves on', async () => {
    await startNodes();
    const [doomed = '', survivor = ''] = urls;
    const pictures = await Promise.all(Array.from({ length: UPLOADS }, (_, i) => smallPicture(100 + i)));
    let answered = 0;
    const started = pictures.map(async (picture, i) => {
      try {
        const { analyzeThumbnail } = dataOf(await upload(doomed, picture, i));
        answered += 1;
        return analyzeThumbnail;
      } catch {
        // Nobody answered, and so nothing is known.
        return null;
      }
    });
    await until(() => answered >= answeredBefore);
    await processes[0]!.kill();
    const duringIt = await upload(survivor, await smallPicture(7), 1);
    expect(dataOf(duringIt).analyzeThumbnail.status).toBe('MEASURED');
    const results = (await Promise.all(started)).filter((result) => result !== null);

    const edges = await history(survivor);
    const byId = new Map(edges.map(({ node }) => [node.latestAnalysis.id, node]));
    for (const { id, status, score } of results)
      expect(byId.get(id)?.latestAnalysis).toMatchObject({ status, score });

    const config = parseConfig(environment);
    const silent = pino({ level: 'silent' });
    const orm = await startOrm(config.database, entities, silent);
    const disk = openPictureStore(config.pictures);
    const stored = new Pictures(disk);
    try {
      // Whole: every part of the row is there, and the picture is the one that was measured.
      const thumbnails = await orm.em.fork().find(Thumbnail, {}, { filters: false });
      expect(thumbnails).toHaveLength(edges.length);
      for (const thumbnail of thumbnails) {
        expect((await stored.canonical(thumbnail)).pixelHash).toBe(thumbnail.pixelHash);
      }
      for (const { node } of edges) {
        const { status, criteria, judgement } = node.latestAnalysis;
        expect(criteria).toHaveLength(9);
        expect(Boolean(judgement)).toBe(status === 'COMPLETE');
      }
      const before = (await store.pictures()).length;
      const later = new Date(Date.now() + LATER_THAN_A_SWEEP_WAITS_MS);
      const { removed } = await sweepStore(orm.em, stored, later, null, silent);
      const after = await store.pictures();
      expect(after).toHaveLength(thumbnails.length);
      expect((await sweepStore(orm.em, stored, later, null, silent)).removed).toBe(0);
      const unanswered = thumbnails.length - 1 - results.length;
      process.stdout.write(
        `killed: ${UPLOADS} started, ${results.length} answered, ${unanswered} stored but unanswered, 0 torn; ` +
          `files ${before}, orphans ${removed} before the sweep and ${after.length - thumbnails.length} after\n`,
      );
    } finally {
      disk.close();
      await orm.close();
    }
    // What it held in the leases of judgements blocks nobody.
    const again = await Promise.all(
      pictures.slice(0, 10).map((picture, i) => upload(survivor, picture, 2 * i)),
    );
    for (const answer of again) expect(dataOf(answer).analyzeThumbnail.status).toBe('COMPLETE');
  });
});
