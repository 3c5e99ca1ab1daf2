import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { DeleteThumbnailDocument } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { type S3Store, startS3 } from '../support/start-s3.js';
import { until } from '../support/until.js';

const FAST = { MEASURE_TEXT: 'false', MEASURE_FACES: 'false' };
const SKIP = { judge: 'SKIP' } as const;

let store: S3Store;
let api: Api;

beforeAll(async () => {
  store = await startS3('/some/folder');
  api = await Api.start({ ...FAST, ...store.environment });
});

afterAll(async () => {
  await api?.remove();
  await store?.stop();
});

it('pictures and views are kept in the folder of the bucket, served from it, and deleted with their thumbnail', async () => {
  const { thumbnail, heatmapUrl } = await api.analyze(await smallPicture(1), SKIP);
  for (const address of [thumbnail.pictureUrl, heatmapUrl!, heatmapUrl!]) {
    const response = await fetch(address);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/webp');
  }
  const keys = await store.pictures();
  expect(keys).toHaveLength(2);
  for (const key of keys) {
    expect(key).toMatch(
      new RegExp(`^some/folder/[^/]+/${thumbnail.id}/(canonical\\.png|heatmap-\\d+\\.webp)$`),
    );
  }
  await api.ask(DeleteThumbnailDocument, { id: thumbnail.id });
  expect(await store.pictures()).toEqual([]);
  expect((await fetch(thumbnail.pictureUrl)).status).toBe(404);
});

it('a restarted server finds what was stored', async () => {
  const { thumbnail } = await api.analyze(await smallPicture(2), SKIP);
  await api.stop();
  await api.start({ PUBLIC_URL: 'http://unused.example' });
  const address = thumbnail.pictureUrl.replace(/^http:\/\/[^/]+/, api.url);
  expect((await fetch(address)).status).toBe(200);
  const again = await api.send(
    `mutation { reanalyzeThumbnail(thumbnailId: "${thumbnail.id}", input: { judge: SKIP }) { id } }`,
  );
  expect(again.errors).toEqual([]);
  await api.stop();
  await api.start();
});

it.each<[string, () => Promise<Buffer | null> | Buffer | null]>([
  ['deleted', () => null],
  ['empty', () => Buffer.alloc(0)],
  ['garbage', () => Buffer.alloc(9000, 7)],
  ['a picture of something else', () => smallPicture(8)],
  ['larger than any', () => Buffer.alloc(7 * 1024 * 1024)],
])('a picture of the bucket that is %s is STORED_PICTURE_UNREADABLE', async (_what, content) => {
  const { thumbnail, heatmapUrl } = await api.analyze(await smallPicture(9), SKIP);
  const key = (await store.pictures()).find((name) => name.includes(thumbnail.id));
  await store.replace(key!, await content());
  for (const address of [thumbnail.pictureUrl, heatmapUrl]) {
    const response = await fetch(address);
    expect([response.status, response.headers.get('retry-after')]).toEqual([404, null]);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'STORED_PICTURE_UNREADABLE' } }],
    });
  }
});

it('a sweep of the bucket removes nothing of another database', async () => {
  const { thumbnail } = await api.analyze(await smallPicture(10), SKIP);
  const other = await Api.start({ ...FAST, ...store.environment });
  try {
    await until(async () => other.log.some((line) => line.includes('OTHER_DATABASE')));
    expect((await store.pictures()).some((key) => key.includes(thumbnail.id))).toBe(true);
  } finally {
    await other.remove();
  }
});

describe('a store that', () => {
  let silent: Server;
  const sockets = new Set<Socket>();
  let silentUrl: string;

  beforeAll(async () => {
    silent = createServer((socket) => sockets.add(socket)).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const address = silent.address();
    if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
    silentUrl = `http://127.0.0.1:${address.port}`;
  });

  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  it.each([
    ['is away', () => 'http://127.0.0.1:1'],
    ['accepts connections and answers nothing', () => silentUrl],
  ])('%s answers STORAGE_UNAVAILABLE in seconds, and nothing is stored', async (_what, endpoint) => {
    await api.stop();
    await api.start({ S3_ENDPOINT: endpoint() });
    const before = await api.send('{ thumbnailHistory { edges { node { id } } } }');
    const began = performance.now();
    const { errors } = await api.upload(await smallPicture(3), SKIP);
    expect(errors[0]).toMatchObject({ extensions: { code: 'STORAGE_UNAVAILABLE', retryAfter: 5 } });
    // Two attempts of five seconds, and what lies between them.
    expect(performance.now() - began).toBeLessThan(14_000);
    expect(JSON.stringify(errors)).not.toMatch(/ECONN|127\.0\.0\.1|bucket|S3/i);
    expect((await api.send('{ thumbnailHistory { edges { node { id } } } }')).data).toEqual(before.data);
  });
});
