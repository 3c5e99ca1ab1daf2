import { readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { Api } from '../support/api.js';
import { drawGood, GOOD_SEEDS } from '../support/draw.js';
import { executeSql } from '../support/execute-sql.js';
import { DeleteThumbnailDocument } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { signedPath } from '../support/signed-path.js';
import { until } from '../support/until.js';

const PUBLIC_URL = 'https://thumbs.example.com/base';

let api: Api;

beforeEach(async () => {
  api = await Api.start({ PUBLIC_URL });
});

afterEach(() => api.remove());

/** What the address names, asked of the server itself instead of the proxy that stands before it. */
async function look(address: string): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
  const response = await fetch(address.replace(PUBLIC_URL, api.url));
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes };
}

async function analyzeDrawn() {
  return api.analyze((await drawGood(GOOD_SEEDS[0]!)).png, { judge: 'SKIP' });
}

describe('heatmapUrl', () => {
  it('is a transparent layer in the shape of the picture, densest on the subject', async () => {
    const disc = '<circle cx="300" cy="200" r="110" fill="#fc3"/>';
    const ground = `<rect width="1000" height="500" fill="#246"/>`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="500">${ground}${disc}</svg>`;
    const picture = await sharp(Buffer.from(svg)).png().toBuffer();
    const { heatmapUrl } = await api.analyze(picture, { judge: 'SKIP' });
    expect(heatmapUrl.startsWith(`${PUBLIC_URL}/pictures/`)).toBe(true);
    const { bytes, headers } = await look(heatmapUrl);
    expect(headers.get('content-type')).toBe('image/webp');
    expect(headers.get('cache-control')).toContain('private');
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, info.channels]).toEqual([640, 320, 4]);
    const alphaAt = (x: number, y: number) => data[4 * (y * info.width + x) + 3]!;
    expect(alphaAt(192, 128)).toBeGreaterThan(120);
    expect(alphaAt(600, 300)).toBeLessThan(40);
  });

  it('of an even picture is clear', async () => {
    const { heatmapUrl } = await api.analyze(await smallPicture(1), { judge: 'SKIP' });
    const { channels } = await sharp((await look(heatmapUrl)).bytes).stats();
    expect(channels[3]?.max).toBe(0);
  });
});

describe('smallSizesUrl', () => {
  it('shows the picture at its real sizes on light and dark, with the badge', async () => {
    const { smallSizesUrl } = await analyzeDrawn();
    const { bytes } = await look(smallSizesUrl);
    const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([744, 612]);
    const greyAt = (x: number, y: number) => data[3 * (y * info.width + x)]!;
    expect(greyAt(4, 4)).toBeGreaterThan(250);
    expect(greyAt(4, 608)).toBeLessThan(25);
    const badge = await sharp(bytes).extract({ left: 338, top: 202, width: 40, height: 18 }).stats();
    expect(badge.channels[0]!.max).toBeGreaterThan(230);
    expect(badge.channels[0]!.min).toBeLessThan(80);
  });
});

describe('a view', () => {
  it('is rendered once and kept, and goes with its thumbnail', async () => {
    const { heatmapUrl, thumbnail } = await analyzeDrawn();
    const folder = join(api.picturesFolder, 'local', thumbnail.id);
    const first = await look(heatmapUrl);
    expect((await readdir(folder)).sort()).toEqual(['canonical.png', 'heatmap-3.webp']);
    await rm(join(folder, 'canonical.png'));
    const second = await look(heatmapUrl);
    expect(second.bytes.equals(first.bytes)).toBe(true);

    await api.ask(DeleteThumbnailDocument, { id: thumbnail.id });
    expect((await look(heatmapUrl)).status).toBe(404);
    expect(await readdir(join(api.picturesFolder, 'local'))).toEqual([]);
  });

  it('asked for many times at once is whole every time', async () => {
    const { smallSizesUrl } = await analyzeDrawn();
    const seen = await Promise.all(Array.from({ length: 30 }, () => look(smallSizesUrl)));
    const again = await look(smallSizesUrl);
    expect(new Set(seen.map(({ status }) => status))).toEqual(new Set([200]));
    expect(seen.every(({ bytes }) => bytes.equals(again.bytes))).toBe(true);
  });

  it.each(['heatmap-1.webp', 'heatmap.webp', 'small-sizes-3.png', 'heatmap-3.webp/..'])(
    'is nowhere else: %s is 404, even with a signature of ours',
    async (file) => {
      const { thumbnail } = await api.analyze(await smallPicture(1), { judge: 'SKIP' });
      expect((await look(api.url + signedPath({ thumbnailId: thumbnail.id, file }))).status).toBe(404);
    },
  );

  it('that nobody knows any more is swept', async () => {
    const { thumbnail, heatmapUrl } = await analyzeDrawn();
    await look(heatmapUrl);
    const folder = join(api.picturesFolder, 'local', thumbnail.id);
    await rm(join(folder, 'canonical.png'));
    await writeFile(join(folder, 'heatmap-1.webp'), 'of an older version');
    const twoHoursAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
    for (const file of await readdir(folder)) await utimes(join(folder, file), twoHoursAgo, twoHoursAgo);
    await api.stop();
    await executeSql(api.databaseUrl, `delete from thumbnail where id = '${thumbnail.id}'`);
    await api.start();
    await until(async () => (await readdir(join(api.picturesFolder, 'local'))).length === 0);
  });
});

it('a view that no client waits for any more is not rendered', async () => {
  await api.stop();
  await api.start({ MEASURE_WORKERS: '1' });
  const analyses = await Promise.all(
    [1, 2, 3, 4, 5, 6, 7, 8].map(async (seed) => api.analyze(await smallPicture(seed), { judge: 'SKIP' })),
  );
  const leaving = new AbortController();
  const looks = analyses.map(({ smallSizesUrl }) =>
    fetch(smallSizesUrl.replace(PUBLIC_URL, api.url), { signal: leaving.signal }).catch(() => undefined),
  );
  const waiting = async () => {
    const metrics = await (await fetch(`${api.url}/metrics`)).text();
    const number = (name: string) => Number(new RegExp(`^thumbnail_${name} (\\d+)$`, 'm').exec(metrics)?.[1]);
    return { busy: number('pictures_rendering'), waiting: number('pictures_waiting') };
  };
  await until(async () => (await waiting()).waiting >= 4);
  leaving.abort();
  await Promise.all(looks);
  await until(async () => (await waiting()).busy + (await waiting()).waiting === 0);
  const files = await readdir(join(api.picturesFolder, 'local'), { recursive: true });
  expect(files.filter((name) => name.includes('small-sizes')).length).toBeLessThanOrEqual(4);
});
