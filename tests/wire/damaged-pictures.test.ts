import { execFileSync } from 'node:child_process';
import { mkdir, open, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { Api } from '../support/api.js';
import { smallPicture } from '../support/pictures.js';
import { signedPath } from '../support/signed-path.js';

const SKIP = { judge: 'SKIP' } as const;
const GIGABYTE = 1024 ** 3;

let api: Api;

beforeAll(async () => {
  api = await Api.start();
});

afterAll(() => api.remove());

async function uploaded(): Promise<{ id: string; folder: string; canonical: string }> {
  const { thumbnail } = await api.analyze(await smallPicture(1), SKIP);
  const folder = join(api.picturesFolder, 'local', thumbnail.id);
  return { id: thumbnail.id, folder, canonical: join(folder, 'canonical.png') };
}

async function look(id: string, file: string) {
  const response = await fetch(api.url + signedPath({ thumbnailId: id, file }));
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes };
}

async function counted(kind: string): Promise<number> {
  const text = await (await fetch(`${api.url}/metrics`)).text();
  return Number(new RegExp(`unreadable_total\\{kind="${kind}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
}

const huge = () =>
  sharp({ create: { width: 16_000, height: 4000, channels: 3, background: '#123' } })
    .png()
    .toBuffer();

const HARMS: readonly [string, 'missing' | 'damaged', (path: string) => Promise<unknown>][] = [
  ['deleted', 'missing', (path) => rm(path)],
  ['empty', 'damaged', (path) => writeFile(path, '')],
  ['cut in the middle', 'damaged', async (path) => writeFile(path, (await readFile(path)).subarray(0, 150))],
  ['garbage', 'damaged', (path) => writeFile(path, Buffer.alloc(9000, 7))],
  ['a picture of something else', 'damaged', async (path) => writeFile(path, await smallPicture(2))],
  ['a JPEG of the same', 'damaged', async (path) => writeFile(path, await sharp(path).jpeg().toBuffer())],
  ['HTML', 'damaged', (path) => writeFile(path, '<html><script>alert(1)</script></html>')],
  [
    'an SVG',
    'damaged',
    (path) => writeFile(path, '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="90"/>'),
  ],
  ['of 16,000 × 4,000 pixels', 'damaged', async (path) => writeFile(path, await huge())],
  [
    'of three gigabytes',
    'damaged',
    async (path) => {
      const file = await open(path, 'w');
      await file.truncate(3 * GIGABYTE);
      await file.close();
    },
  ],
  [
    'a folder',
    'damaged',
    async (path) => {
      await rm(path);
      await mkdir(path);
    },
  ],
  [
    'a pipe without a writer',
    'damaged',
    async (path) => {
      await rm(path);
      execFileSync('mkfifo', [path]);
    },
  ],
  [
    'a device without an end',
    'damaged',
    async (path) => {
      await rm(path);
      await symlink('/dev/zero', path);
    },
  ],
];

describe.each(HARMS)('a stored picture that is %s', (_what, kind, harm) => {
  it('is STORED_PICTURE_UNREADABLE everywhere, without advice to wait, and told to the operator', async () => {
    const { id, canonical } = await uploaded();
    await harm(canonical);
    const before = { memory: process.memoryUsage().rss, count: await counted(kind), lines: api.log.length };
    for (const file of ['360.webp', 'heatmap-3.webp', 'small-sizes-3.webp']) {
      const { status, headers, bytes } = await look(id, file);
      expect({ file, status, retryAfter: headers.get('retry-after') }).toEqual({
        file,
        status: 404,
        retryAfter: null,
      });
      expect(headers.get('cache-control')).toBe('no-store');
      const [error] = JSON.parse(bytes.toString()).errors;
      expect(error.extensions).toEqual({ code: 'STORED_PICTURE_UNREADABLE' });
      expect(error.message).not.toMatch(/canonical|local|png/);
    }
    const { errors } = await api.send(
      `mutation { reanalyzeThumbnail(thumbnailId: "${id}", input: { judge: SKIP }) { id } }`,
    );
    expect(errors).toMatchObject([{ extensions: { code: 'STORED_PICTURE_UNREADABLE' } }]);
    expect(errors[0]?.extensions.retryAfter).toBeUndefined();

    expect(await counted(kind)).toBe(before.count + 4);
    const told = api.log.slice(before.lines).map((line) => JSON.parse(line));
    expect(
      told.filter(({ level, code }) => level === 50 && code === 'STORED_PICTURE_UNREADABLE'),
    ).toHaveLength(4);
    expect(process.memoryUsage().rss - before.memory).toBeLessThan(0.3 * GIGABYTE);
  });
});

it('a store that is not there is STORAGE_UNAVAILABLE: its pictures may come back', async () => {
  const { id } = await uploaded();
  const away = await Api.start({ DATABASE_URL: api.databaseUrl, PICTURES_URL: 'file:/nowhere/that/is' });
  try {
    const response = await fetch(away.url + signedPath({ thumbnailId: id }));
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'STORAGE_UNAVAILABLE', retryAfter: 5 } }],
    });
  } finally {
    await away.remove();
  }
});

describe('a kept view', () => {
  const webp = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#fff' } })
      .webp()
      .toBuffer();

  it.each<[string, () => Promise<Buffer | string> | string]>([
    ['20 bytes of HTML', () => '<html>12345678</html>'],
    ['nothing', () => ''],
    ['another shape', () => webp(300, 300)],
    ['a PNG', () => smallPicture(1)],
    ['a cut WebP', async () => (await webp(160, 90)).subarray(0, 40)],
    ['a WebP of 16,000 pixels', () => webp(16_000, 200)],
    ['ten megabytes', () => 'x'.repeat(10 * 1024 * 1024)],
  ])('that is %s is rendered again and replaced', async (_what, content) => {
    const { id, folder } = await uploaded();
    const first = await look(id, 'heatmap-3.webp');
    expect(first.status).toBe(200);
    const path = join(folder, 'heatmap-3.webp');
    await writeFile(path, await content());
    const second = await look(id, 'heatmap-3.webp');
    expect([second.status, second.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(second.bytes.equals(first.bytes)).toBe(true);
    expect((await readFile(path)).equals(first.bytes)).toBe(true);
  });
});
