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

/** A server whose bucket can hang. */
interface Bench {
  readonly api: Api;
  readonly proxy: StallingProxy;
  readonly picturesUrl: string;
}

let store: S3Store;
const benches: Bench[] = [];

async function startBench(): Promise<Bench> {
  const proxy = await startStallingProxy(store.environment.S3_ENDPOINT!);
  // A store of pictures belongs to one database.
  const PICTURES_URL = `${store.environment.PICTURES_URL}-${benches.length}`;
  const settings = { ...store.environment, PICTURES_URL, S3_ENDPOINT: proxy.url };
  const api = await Api.start({ MEASURE_WORKERS: '2', ...settings });
  const bench = { api, proxy, picturesUrl: PICTURES_URL };
  benches.push(bench);
  return bench;
}

/** The keys of the pictures of a server that has a folder of the bucket. */
async function picturesOf({ picturesUrl }: Bench): Promise<string[]> {
  const folder = new URL(picturesUrl).pathname.slice(1);
  return (await store.pictures()).filter((key) => key.startsWith(`${folder}/`));
}

const isReady = async ({ url }: Api) => (await fetch(`${url}/health/ready`)).json();

async function timed<T>(work: Promise<T>): Promise<{ ms: number; result: T }> {
  const began = performance.now();
  const result = await work;
  return { ms: performance.now() - began, result };
}

/** What is asked of a bucket while it hangs. Each has a server of its own, and they all wait at the same time. */
const HANGING: Readonly<Record<string, (bench: Bench, treatment: Treatment) => Promise<void>>> = {
  'reads: 20 pictures are refused within the limit of one, and ready says so': async (
    { api, proxy },
    treatment,
  ) => {
    const { thumbnail } = await api.analyze(await smallPicture(2), SKIP);
    proxy.treat = (method) => (method === 'GET' ? treatment : 'pass');
    const asked = Array.from({ length: 20 }, () => timed(fetch(thumbnail.pictureUrl)));
    const answers = await Promise.all(asked);
    for (const { ms, result } of answers) {
      expect([result.status, result.headers.get('retry-after')]).toEqual([503, '5']);
      expect(ms).toBeLessThan(LONGEST_MS);
    }
    expect(await isReady(api)).toMatchObject({ status: 'degraded', pictures: 'unavailable' });

    proxy.treat = () => 'pass';
    await until(async () => (await fetch(thumbnail.pictureUrl)).status === 200);
    expect(await isReady(api)).toEqual({ status: 'ok' });
  },

  'writes: an upload is STORAGE_UNAVAILABLE within the limit, and what the store kept is taken back': async (
    bench,
    treatment,
  ) => {
    const { api, proxy } = bench;
    const before = await picturesOf(bench);
    proxy.treat = (method) => (method === 'PUT' ? treatment : 'pass');
    const { ms, result } = await timed(api.upload(await smallPicture(3), SKIP));
    expect(result.errors).toMatchObject([{ extensions: { code: 'STORAGE_UNAVAILABLE', retryAfter: 5 } }]);
    expect(ms).toBeLessThan(LONGEST_MS);
    await until(async () => (await picturesOf(bench)).length === before.length);
  },

  'deletions and lists: a deletion is answered within the limit': async ({ api, proxy }, treatment) => {
    const { thumbnail } = await api.analyze(await smallPicture(4), SKIP);
    proxy.treat = (method, path) => (method === 'POST' || path.includes('list-type') ? treatment : 'pass');
    const { ms } = await timed(api.ask(DeleteThumbnailDocument, { id: thumbnail.id }));
    expect(ms).toBeLessThan(LONGEST_MS);
    expect((await fetch(thumbnail.pictureUrl)).status).toBe(404);
  },
};

const cases = HANGS.flatMap((treatment) =>
  Object.entries(HANGING).map(([operations, ask]) => ({
    name: `${treatment}, of ${operations}`,
    treatment,
    ask,
    /** Whether it went as it should, and the server is itself again. */
    over: Promise.resolve(),
  })),
);
let api: Api;
let proxy: StallingProxy;

beforeAll(async () => {
  store = await startS3();
  ({ api, proxy } = await startBench());
  for (const one of cases) {
    const bench = await startBench();
    one.over = one.ask(bench, one.treatment).finally(() => recover(bench));
    // It is looked at in a test of its own.
    one.over.catch(() => {});
  }
});

/** Nothing is left to hang on, and the store is asked again. */
async function recover({ api, proxy }: Pick<Bench, 'api' | 'proxy'>): Promise<void> {
  proxy.treat = () => 'pass';
  await until(() => proxy.held === 0);
  await until(async () => (await api.upload(await smallPicture(1), SKIP)).errors.length === 0);
}

afterEach(() => recover({ api, proxy }));

afterAll(async () => {
  await Promise.all(benches.map(({ api }) => api.remove()));
  for (const { proxy } of benches) await proxy.stop();
  await store?.stop();
});

it.each(cases)('a bucket that hangs: $name; afterwards uploads go on', ({ over }) => over);

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
