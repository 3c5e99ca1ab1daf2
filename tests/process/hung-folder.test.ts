import { execFileSync } from 'node:child_process';
import { constants } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { dataOf, postTo, uploadForm } from '../support/api.js';
import type { AnalyzeThumbnailMutation } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { type ServerProcess, startServerProcess } from '../support/server-process.js';
import { until } from '../support/until.js';

/** One operation has ten seconds; a machine that tests may be slow. */
const LONGEST_MS = 14_000;

let folder: string;
let pipe: string;
let server: ServerProcess;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbnail-hung-'));
  pipe = join(folder, 'pipe');
  const preload = [
    '--import',
    '@oxc-node/core/register',
    '--import',
    resolve('tests/support/hanging-drive.ts'),
  ];
  server = startServerProcess(
    {
      DATABASE_URL: `sqlite:${join(folder, 'data.sqlite')}`,
      PICTURES_URL: `file:${join(folder, 'pictures')}`,
      MEASURE_TEXT: 'false',
      MEASURE_FACES: 'false',
      HANGING_FOLDER: join(folder, 'pictures'),
      HANGING_PIPE: pipe,
    },
    [...preload, resolve('src/main.ts')],
  );
});

afterEach(async () => {
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

/** Lets go of all who hang. */
async function release(): Promise<void> {
  const end = await open(pipe, constants.O_RDWR | constants.O_NONBLOCK);
  await rm(pipe);
  await end.close();
}

it('a folder that hangs: every request is answered within the limit, and all works again once it answers', async () => {
  const url = await server.url();
  const upload = async (seed: number) =>
    postTo<AnalyzeThumbnailMutation>(url, uploadForm(await smallPicture(seed), { judge: 'SKIP' }, 'a.png'));
  const timed = async <T>(work: Promise<T>) => {
    const began = performance.now();
    const result = await work;
    expect(performance.now() - began).toBeLessThan(LONGEST_MS);
    return result;
  };
  const { thumbnail } = dataOf(await upload(1)).analyzeThumbnail;

  execFileSync('mkfifo', [pipe]);
  const looks = await Promise.all(Array.from({ length: 20 }, () => timed(fetch(thumbnail.pictureUrl))));
  expect(new Set(looks.map(({ status }) => status))).toEqual(new Set([503]));
  const refused = await timed(upload(2));
  expect(refused.errors).toMatchObject([{ extensions: { code: 'STORAGE_UNAVAILABLE', retryAfter: 5 } }]);
  const ready = async () => (await timed(fetch(`${url}/health/ready`))).json();
  expect(await ready()).toMatchObject({ status: 'degraded', pictures: 'unavailable' });

  await release();
  await until(async () => (await fetch(thumbnail.pictureUrl)).status === 200);
  expect(dataOf(await upload(2)).analyzeThumbnail.status).toBe('MEASURED');
  expect(await ready()).toEqual({ status: 'ok' });
});
