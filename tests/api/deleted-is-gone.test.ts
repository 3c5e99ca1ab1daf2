import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { v4 as uuidv4 } from 'uuid';
import { Api } from '../support/api.js';
import { drawGood, GOOD_SEEDS } from '../support/draw.js';
import { DeleteThumbnailDocument, ReanalyzeThumbnailDocument } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { until } from '../support/until.js';

const SKIP = { judge: 'SKIP' } as const;
/** The longest path of Linux, with the byte that ends it. */
const PATH_MAX = 4096;

let api: Api;
let other: Api | undefined;

beforeEach(async () => {
  api = await Api.start();
});

afterEach(async () => {
  await other?.remove();
  other = undefined;
  await api.remove();
});

const left = async () => (await readdir(join(api.picturesFolder, 'local'), { recursive: true })).sort();

it.each(['the same node', 'another node'])(
  'a view that is rendered while %s deletes its thumbnail stays nowhere, and is answered like one that is not there',
  async (where) => {
    const { png } = await drawGood(GOOD_SEEDS[0]!);
    if (where === 'another node') {
      other = await Api.start({
        DATABASE_URL: api.databaseUrl,
        PICTURES_URL: `file:${api.picturesFolder}`,
      });
    }
    for (let round = 0; round < 10; round++) {
      const { thumbnail, heatmapUrl, smallSizesUrl } = await api.analyze(png, SKIP);
      const looks = [heatmapUrl, smallSizesUrl].map(async (url) => (await fetch(url)).status);
      const [statuses] = await Promise.all([
        Promise.all(looks),
        (other ?? api).ask(DeleteThumbnailDocument, { id: thumbnail.id }),
      ]);
      // One that was kept before the deletion was looked at in time.
      for (const status of statuses) expect([200, 404]).toContain(status);
      expect(await left()).toEqual([]);
    }
    expect(api.log.filter((line) => line.includes('"level":50'))).toEqual([]);
  },
);

it('a thumbnail that is deleted while it is analysed again is not found, and that is no fault', async () => {
  for (let round = 0; round < 20; round++) {
    const { thumbnail } = await api.analyze(await smallPicture(round), SKIP);
    const [again, gone] = await Promise.all([
      api.send(ReanalyzeThumbnailDocument, { thumbnailId: thumbnail.id, input: SKIP }),
      api.send(DeleteThumbnailDocument, { id: thumbnail.id }),
    ]);
    expect(gone.errors).toEqual([]);
    for (const { extensions } of again.errors) expect(extensions.code).toBe('NOT_FOUND');
  }
  expect(api.log.filter((line) => line.includes('"level":50'))).toEqual([]);
  expect(await left()).toEqual([]);
});

it('an upload that cannot be written to its end leaves no folder', async () => {
  await api.stop();
  // The folder of a thumbnail has room in a path, and its picture has not: as on a full disk, it is made and cannot be filled.
  const room = PATH_MAX - 1 - `/local/${uuidv4()}`.length - 2;
  let deep = api.picturesFolder;
  while (room - deep.length > 200) deep = join(deep, 'd'.repeat(150));
  deep = join(deep, 'd'.repeat(room - deep.length - 1));
  await api.start({ PICTURES_URL: `file:${deep}` });
  for (let i = 0; i < 3; i++) {
    const { errors } = await api.upload(await smallPicture(i), SKIP);
    expect(errors).toMatchObject([{ extensions: { code: 'STORAGE_UNAVAILABLE' } }]);
  }
  expect(await readdir(join(deep, 'local'))).toEqual([]);
});

it('what was not written to its end is swept, also beside a living picture, and so are empty folders', async () => {
  const { thumbnail, heatmapUrl } = await api.analyze(await smallPicture(1), SKIP);
  await fetch(heatmapUrl);
  await api.stop();
  const folder = join(api.picturesFolder, 'local', thumbnail.id);
  const whole = (await readdir(folder)).sort();
  const parts = ['canonical.png', 'heatmap-3.webp', 'small-sizes-1.webp'].map(
    (file) => `${file}.${uuidv4()}`,
  );
  const young = `heatmap-3.webp.${uuidv4()}`;
  const foreign = `notes.${uuidv4()}`;
  for (const name of [...parts, young, foreign]) await writeFile(join(folder, name), 'half');
  const twoHoursAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
  for (const name of await readdir(folder)) {
    if (name !== young) await utimes(join(folder, name), twoHoursAgo, twoHoursAgo);
  }
  const empty = join(
    api.picturesFolder,
    'local',
    thumbnail.id.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
  );
  await writeFile(join(api.picturesFolder, 'local', 'a file of somebody'), '');
  await mkdir(empty);
  await utimes(empty, twoHoursAgo, twoHoursAgo);

  await api.start();
  await until(async () => (await readdir(folder)).length === whole.length + 2);
  expect((await readdir(folder)).sort()).toEqual([...whole, young, foreign].sort());
  await until(async () => (await readdir(join(api.picturesFolder, 'local'))).length === 2);
});
