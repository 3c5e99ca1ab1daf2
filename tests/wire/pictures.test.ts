import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { ownerFolder } from '../../src/pictures/owner-folder.js';
import { Api } from '../support/api.js';
import { executeSql } from '../support/execute-sql.js';
import { ThumbnailDocument, ThumbnailHistoryDocument } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { signedPath } from '../support/signed-path.js';
import { until } from '../support/until.js';

let api: Api;

beforeEach(async () => {
  api = await Api.start({ PUBLIC_URL: 'https://thumbs.example.com/base/' });
});

afterEach(() => api.remove());

const storedFiles = async () =>
  // A folder may go while it is listed: then the next look sees the rest.
  (await readdir(api.picturesFolder, { recursive: true }).catch(() => [])).filter((name) =>
    name.endsWith('.png'),
  );

const storedCount = async () => (await storedFiles()).length;

async function historyLength(): Promise<number> {
  return (await api.ask(ThumbnailHistoryDocument, {})).thumbnailHistory.edges.length;
}

describe('pictureUrl', () => {
  it('is absolute, from PUBLIC_URL and never from the Host header', async () => {
    const { thumbnail } = await api.analyze(await smallPicture(1), { judge: 'SKIP' });
    const base = `https://thumbs.example.com/base/pictures/${thumbnail.id}/360.webp`;
    expect(thumbnail.pictureUrl.split('?')[0]).toBe(base);
  });

  it('serves a picture made anew, at its width, that nobody may sniff or share', async () => {
    const large = await sharp({ create: { width: 1600, height: 900, channels: 3, background: '#285' } })
      .withExif({ IFD0: { Copyright: 'SECRET-EXIF' } })
      .jpeg()
      .toBuffer();
    expect(large.includes('SECRET-EXIF')).toBe(true);
    const { thumbnail } = await api.analyze(large, { judge: 'SKIP' });
    for (const width of [120, 168, 360, 640, 1280]) {
      const path = signedPath({ thumbnailId: thumbnail.id, file: `${width}.webp` });
      const response = await fetch(api.url + path);
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width });
      expect(bytes.includes('SECRET-EXIF')).toBe(false);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'image/webp',
        'x-content-type-options': 'nosniff',
        'cache-control': expect.stringContaining('private'),
      });
    }
  });

  it.each(['361.webp', '360.png', 'canonical.png', '../canonical.png'])(
    'answers 404 for %s, even with a signature of ours',
    async (file) => {
      const { thumbnail } = await api.analyze(await smallPicture(1), { judge: 'SKIP' });
      expect((await fetch(api.url + signedPath({ thumbnailId: thumbnail.id, file }))).status).toBe(404);
      expect((await fetch(api.url + signedPath({ thumbnailId: 'unknown' }))).status).toBe(404);
    },
  );
});

describe('the signature of an address', () => {
  const HOUR_MS = 60 * 60 * 1000;
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS);

  async function stored(): Promise<string> {
    return (await api.analyze(await smallPicture(1), { judge: 'SKIP' })).thumbnail.id;
  }

  it('is the same each time it is asked for, and lets browsers keep the picture until it ends', async () => {
    const thumbnailId = await stored();
    const { thumbnail } = await api.ask(ThumbnailDocument, { id: thumbnailId });
    const again = await api.ask(ThumbnailDocument, { id: thumbnailId });
    expect(again.thumbnail!.pictureUrl).toBe(thumbnail!.pictureUrl);
    const { pathname, search, searchParams } = new URL(thumbnail!.pictureUrl);
    const { status, headers } = await fetch(api.url + pathname.replace('/base', '') + search);
    const left = Number(searchParams.get('expires')) - Date.now() / 1000;
    const maxAge = Number(/^private, max-age=(\d+), immutable$/.exec(headers.get('cache-control')!)?.[1]);
    expect(status).toBe(200);
    expect(Math.abs(maxAge - left)).toBeLessThan(10);
    expect(maxAge).toBeGreaterThan((24 * HOUR_MS) / 1000 - 10);
  });

  it('is good for the day after, and no longer', async () => {
    const thumbnailId = await stored();
    const statusOf = async (now: Date) => (await fetch(api.url + signedPath({ thumbnailId }, now))).status;
    expect(await statusOf(hoursAgo(0))).toBe(200);
    expect(await statusOf(hoursAgo(23))).toBe(200);
    expect(await statusOf(hoursAgo(48))).toBe(404);
  });

  it('that is missing, edited, of another owner or over is answered like a picture that is not there', async () => {
    const thumbnailId = await stored();
    const good = signedPath({ thumbnailId });
    const missing = await (await fetch(api.url + signedPath({ thumbnailId: uuidv7() }))).json();
    expect(missing).toEqual({
      errors: [{ message: 'There is no such picture.', extensions: { code: 'NOT_FOUND' } }],
    });
    for (const bad of [
      good.replace(/\?.*/, ''),
      good.replace(/&signature.*/, ''),
      good.replace(/expires=\d+&/, ''),
      good.replace('expires=1', 'expires=2'),
      good.replace('expires=', 'expires=0'),
      good.replace('360.webp', '640.webp'),
      good.replace(thumbnailId, thumbnailId.toUpperCase()),
      good.slice(0, -1),
      `${good}A`,
      `${good}=`,
      `${good}&signature=`,
      signedPath({ thumbnailId, ownerId: 'somebody' }),
      signedPath({ thumbnailId, ownerId: '' }),
      signedPath({ thumbnailId }, hoursAgo(48)),
    ]) {
      const response = await fetch(api.url + bad);
      expect([bad, response.status, await response.json()]).toEqual([bad, 404, missing]);
    }
  });

  it('is in no log', async () => {
    const path = signedPath({ thumbnailId: await stored() });
    expect((await fetch(api.url + path)).status).toBe(200);
    expect(api.log.filter((line) => line.includes(path.split('signature=')[1]!))).toEqual([]);
  });
});

describe('the picture and its rows', () => {
  it('vanish together: no file is left when the rows are refused', async () => {
    await executeSql(api.databaseUrl, 'drop table finding');
    const { errors } = await api.upload(await smallPicture(1), { judge: 'SKIP' });
    expect(errors).toMatchObject([
      { message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
    expect(await storedCount()).toBe(0);
    expect(api.log.filter((line) => line.includes('"level":50')).join()).not.toContain('insert into');
  });

  it('STORAGE_UNAVAILABLE when the picture cannot be stored; no row is left, and it works again by itself', async () => {
    await rm(api.picturesFolder, { recursive: true });
    await writeFile(api.picturesFolder, 'a file where the folder was');
    const { errors } = await api.upload(await smallPicture(1), { judge: 'SKIP' });
    expect(errors).toMatchObject([{ extensions: { code: 'STORAGE_UNAVAILABLE', retryAfter: 5 } }]);
    expect(JSON.stringify(errors)).not.toContain(dirname(api.picturesFolder));
    expect(await historyLength()).toBe(0);

    await rm(api.picturesFolder);
    expect((await api.analyze(await smallPicture(1), { judge: 'SKIP' })).status).toBe('MEASURED');
    expect(await storedCount()).toBe(1);
  });
});

describe('the sweep', () => {
  it('removes old pictures that no row knows, and nothing else that lies in the folder', async () => {
    const { thumbnail } = await api.analyze(await smallPicture(1), { judge: 'SKIP' });
    const twoHoursAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
    const somebodys = join('..', ownerFolder('auth0|somebody'), uuidv7());
    const place = (id: string) => join(api.picturesFolder, 'local', id, 'canonical.png');
    const [oldOrphan, youngOrphan] = [uuidv7(), uuidv7()];
    const notOurs = join('..', 'holidays', uuidv7());
    for (const id of [oldOrphan, youngOrphan, somebodys, notOurs, 'holidays']) {
      await mkdir(dirname(place(id)), { recursive: true });
      await writeFile(place(id), 'bytes');
    }
    for (const id of [oldOrphan, somebodys, thumbnail.id, notOurs, 'holidays']) {
      await utimes(place(id), twoHoursAgo, twoHoursAgo);
    }

    await api.stop();
    await api.start();
    await until(async () => (await storedCount()) === 4);
    expect(await storedFiles()).toEqual(
      expect.arrayContaining(
        [thumbnail.id, youngOrphan, notOurs, 'holidays'].map((id) => join('local', id, 'canonical.png')),
      ),
    );
  });
});
