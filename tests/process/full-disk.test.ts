import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { postTo, uploadForm } from '../support/api.js';
import { findExecutable } from '../support/find-mysql-server.js';
import { smallPicture } from '../support/pictures.js';
import { type ServerProcess, startServerProcess } from '../support/server-process.js';

// Linux can take the room for files away from a process that runs.
const withLimits = findExecutable('prlimit') === null ? it.skip : it;

/** Enough for a picture, and soon too little for the log of the database. */
const ROOM_BYTES = 100 * 1024;

let folder: string;
let server: ServerProcess;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbnail-full-'));
  server = startServerProcess({
    DATABASE_URL: `sqlite:${join(folder, 'data.sqlite')}`,
    PICTURES_URL: `file:${join(folder, 'pictures')}`,
    MEASURE_TEXT: 'false',
    MEASURE_FACES: 'false',
  });
});

afterEach(async () => {
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

async function giveRoom(bytes: number | 'unlimited'): Promise<void> {
  await promisify(execFile)('prlimit', [`--pid=${server.child.pid}`, `--fsize=${bytes}:unlimited`]);
}

withLimits(
  'a file that cannot grow is told as the database’s, reading goes on, and it recovers',
  async () => {
    const url = await server.url();
    const upload = async (seed: number) =>
      (await postTo(url, uploadForm(await smallPicture(seed), { judge: 'SKIP' }, 'a.png'))).errors;
    await giveRoom(ROOM_BYTES);
    let seed = 0;
    let errors = await upload(seed);
    while (errors.length === 0) errors = await upload(++seed);
    const code = { extensions: { code: 'DATABASE_UNAVAILABLE', retryAfter: 5 } };
    expect(errors).toMatchObject([code]);
    // As many as would take every connection.
    expect(await Promise.all([1, 2, 3].map(upload))).toMatchObject([[code], [code], [code]]);

    const history = await postTo<{ thumbnailHistory: { edges: unknown[] } }>(
      url,
      JSON.stringify({ query: '{ thumbnailHistory { edges { cursor } } }' }),
      { 'content-type': 'application/json' },
    );
    expect(history.data?.thumbnailHistory.edges).toHaveLength(seed);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);

    await giveRoom('unlimited');
    expect(await upload(seed + 1)).toEqual([]);
  },
);
