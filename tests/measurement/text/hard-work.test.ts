import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import sharp from 'sharp';
import type { Raster } from '../../../src/image/canonical-image.js';
import { withinBudget } from '../../../src/measurement/text/reading-budget.js';
import { letters } from '../../support/draw-letters.js';
import { startTextReader } from '../../support/start-text-reader.js';

const reader = startTextReader();
afterAll(() => reader.stop());

async function rasterOf(body: string): Promise<Raster> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720">${body}</svg>`;
  const { data, info } = await sharp(Buffer.from(svg))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height };
}

describe('words on a plate with a border of their own colour', () => {
  const plates = [90, 120].flatMap((capHeight) =>
    [0.12, 0.2].flatMap((pad) => [2.5, 4].map((border) => ({ capHeight, pad: pad * capHeight, border }))),
  );

  it.each(plates)(
    'are read: $capHeight high, $pad around, border $border',
    async ({ capHeight, pad, border }) => {
      const words = letters('HOMEMADE', { font: 'archivo', x: 100, y: 250, capHeight, fill: '#fff' });
      const plate = (out: number, fill: string) =>
        `<rect x="${words.box.x - out}" y="${words.box.y - out}" width="${words.box.width + 2 * out}" ` +
        `height="${words.box.height + 2 * out}" fill="${fill}"/>`;
      const ground = '<rect width="1280" height="720" fill="#202020"/>';
      const body = ground + plate(pad + border, '#fff') + plate(pad, '#d00000') + words.svg;
      expect((await reader.read(await rasterOf(body))).words.map(({ text }) => text)).toEqual(['HOMEMADE']);
    },
  );
});

describe('a page of small print', () => {
  it('is placed line by line, and read as far as the budget goes', async () => {
    const line =
      'the quick brown fox jumps over the lazy dog and runs on through the long dark wood until morning';
    const body = Array.from({ length: 30 }, (_, i) => {
      return letters(line, { font: 'poppins', x: 20, y: 12 + 23.5 * i, capHeight: 12, fill: '#111' }).svg;
    }).join('');
    const found = await reader.read(await rasterOf(`<rect width="1280" height="720" fill="#fff"/>${body}`));
    expect(found.lines.length).toBeGreaterThanOrEqual(25);
    expect(found.unreadLines).toBeGreaterThan(10);
    expect(found.wordCount).toBeGreaterThan(50);
  });
});

describe('the budget', () => {
  const boxes = fc.array(
    fc.record({
      width: fc.double({ min: 1, max: 1800, noNaN: true }),
      height: fc.double({ min: 1, max: 700, noNaN: true }),
    }),
    { maxLength: 400 },
  );

  it('reads the highest, and never more than it allows', () => {
    fc.assert(
      fc.property(boxes, (sizes) => {
        const found = sizes.map((size) => ({ box: { x: 0, y: 0, angle: 0, ...size }, score: 1 }));
        const { read, placed } = withinBudget(found);
        const work = read.reduce((sum, { box }) => sum + Math.min(33, box.width / box.height), 0);
        expect(work).toBeLessThanOrEqual(400);
        expect(read.length + placed.length).toBe(Math.min(200, found.length));
        const lowestRead = Math.min(...read.map(({ box }) => box.height));
        expect(placed.every(({ box }) => box.height <= lowestRead)).toBe(true);
      }),
    );
  });
});
