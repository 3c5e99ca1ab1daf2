import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { DeleteThumbnailDocument } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { type StallingProxy, startStallingProxy, type Treatment } from '../support/stalling-proxy.js';
import { type S3Store, startS3 } from '../support/start-s3.js';
import { until } from '../support/until.js';

const SKIP = { judge: 'SKIP' } as const;
/** One operation has ten seconds; a machine that tests may be slow. */
const LONGEST_MS = 14_000;
const HANGS: readonly Treatment[] = ['silence', 'headers only', 'half a body'];

let store: S3Store;
let proxy: StallingProxy;
let api: Api;

beforeAll(async () => {
  store = await startS3();
  Object.assign(process.env, store.environment);
  proxy = await startStallingProxy(store.environment.S3_ENDPOINT!);
  api = await Api.start({
    MEASURE_TEXT: 'false',
    MEASURE_FACES: 'false',
    MEASURE_WORKERS: '2',
    ...store.environment,
    S3_ENDPOINT: proxy.url,
  });
});

afterEach(async () => {
  proxy.treat = () => 'pass';
  // Nothing is left to hang on, and the store is asked again.
  await until(() => proxy.held === 0);
  await until(async () => (await api.upload(await smallPicture(1), SKIP)).errors.length === 0);
});

afterAll(async () => {
  await api?.remove();
  await proxy?.stop();
  await store?.stop();
});

const ready = async () => (await fetch(`${api.url}/health/ready`)).json();

async function timed<T>(work: Promise<T>): Promise<{ ms: number; result: T }> {
  const began = performance.now();
  const result = await work;
  return { ms: performance.now() - began, result };
}

describe.each(HANGS)('a bucket that hangs: %s', (treatment) => {
  it('of reads: 20 pictures are refused within the limit of one, ready says so, and uploads go on afterwards', async () => {
    const { thumbnail } = await api.analyze(await smallPicture(2), SKIP);
    proxy.treat = (method) => (method === 'GET' ? treatment : 'pass');
    const asked = Array.from({ length: 20 }, () => timed(fetch(thumbnail.pictureUrl)));
    const answers = await Promise.all(asked);
    for (const { ms, result } of answers) {
      expect([result.status, result.headers.get('retry-after')]).toEqual([503, '5']);
      expect(ms).toBeLessThan(LONGEST_MS);
    }
    expect(await ready()).toMatchObject({ status: 'degraded', pictures: 'unavailable' });

    proxy.treat = () => 'pass';
    await until(async () => (await fetch(thumbnail.pictureUrl)).status === 200);
    expect(await ready()).toEqual({ status: 'ok' });
  });

  it('of writes: an upload is STORAGE_UNAVAILABLE within the limit, and what the store kept is taken back', async () => {
    const before = await store.pictures();
    proxy.treat = (method) => (method === 'PUT' ? treatment : 'pass');
    const { ms, result } = await timed(api.upload(await smallPicture(3), SKIP));
    expect(result.errors).toMatchObject([{ extensions: { code: 'STORAGE_UNAVAILABLE', retryAfter: 5 } }]);
    expect(ms).toBeLessThan(LONGEST_MS);
    await until(async () => (await store.pictures()).length === before.length);
  });

  it('of deletions and lists: a deletion is answered within the limit', async () => {
    const { thumbnail } = await api.analyze(await smallPicture(4), SKIP);
    proxy.treat = (method, path) => (method === 'POST' || path.includes('list-type') ? treatment : 'pass');
    const { ms } = await timed(api.ask(DeleteThumbnailDocument, { id: thumbnail.id }));
    expect(ms).toBeLessThan(LONGEST_MS);
    expect((await fetch(thumbnail.pictureUrl)).status).toBe(404);
  });
});

it('a sweep whose list stalls ends at once when the server stops', async () => {
  proxy.treat = (_method, path) => (path.includes('list-type') ? 'half a body' : 'pass');
  await api.stop();
  await api.start();
  await until(() => proxy.held > 0);
  const { ms } = await timed(api.stop());
  expect(ms).toBeLessThan(3000);
  await until(() => proxy.held === 0);
  proxy.treat = () => 'pass';
  await api.start();
});

describe('a body of the store that', () => {
  it('breaks off is STORAGE_UNAVAILABLE: waiting may help', async () => {
    const { thumbnail } = await api.analyze(await smallPicture(5), SKIP);
    proxy.treat = (method) => (method === 'GET' ? 'cut' : 'pass');
    const response = await fetch(thumbnail.pictureUrl);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'STORAGE_UNAVAILABLE', retryAfter: 5 } }],
    });
  });

  it('never ends is read no further than a picture can be', async () => {
    const { thumbnail } = await api.analyze(await smallPicture(6), SKIP);
    proxy.treat = (method) => (method === 'GET' ? 'flood' : 'pass');
    const before = process.memoryUsage().rss;
    const response = await fetch(thumbnail.pictureUrl);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'STORED_PICTURE_UNREADABLE' } }],
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });
});
