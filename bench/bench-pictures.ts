import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { ReceivedFile } from '../src/image/read-upload.js';
import { drawGood, GOOD_SEEDS } from '../tests/support/draw.js';
import { drawFaceless } from '../tests/support/draw-faceless.js';
import { portrait } from '../tests/support/draw-portrait.js';
import { render } from '../tests/support/draw-render.js';

const SPOTS = [
  'translate(300 330) scale(1.3)',
  'translate(900 380) rotate(12)',
  'translate(640 200) scale(0.4)',
];
const BUSY = [9, 14, 19, 24];

/** Thumbnails with words, with faces, and with neither, the same ones every time, as JPEG files of 1280×720. */
export async function benchPictures(): Promise<ReceivedFile[]> {
  const thumbnails = await Promise.all(GOOD_SEEDS.map(async (seed) => (await drawGood(seed)).png));
  const busy = await Promise.all(BUSY.map((number) => drawFaceless(number)));
  const heads = SPOTS.map((spot) => portrait(spot));
  const people = await render({
    width: 1280,
    height: 720,
    defs: heads[0]?.defs ?? '',
    body: `<rect width="1280" height="720" fill="#5b7fa0"/>${heads.map(({ body }) => body).join('')}`,
  });
  return Promise.all([...thumbnails, ...busy, people].map(toFile));
}

async function toFile(png: Buffer, i: number): Promise<ReceivedFile> {
  const bytes = await sharp(png).jpeg({ quality: 90 }).toBuffer();
  return { filename: `bench-${i}.jpg`, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}
