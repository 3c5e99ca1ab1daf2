import { afterAll, describe, expect, it } from '@jest/globals';
import type { Raster } from '../../../src/image/canonical-image.js';
import { linearLight } from '../../../src/measurement/linear-light.js';
import { greyRaster } from '../../support/draw-raster.js';
import { drawFlatText } from '../../support/draw-text-flat.js';
import { startTextReader } from '../../support/start-text-reader.js';

const reader = startTextReader();
afterAll(() => reader.stop());

const WHITE = 255;
const BLACK = 0;
const plain = { text: 'NO WAY BACK', font: 'anton', capHeight: 120, letters: WHITE, ground: 30 } as const;

describe('a line of writing', () => {
  it('is read word by word, from left to right, each within its line', async () => {
    const { raster } = await drawFlatText(plain);
    const { lines, words, wordCount, unreadLines } = await reader.read(raster);
    expect(lines.map(({ text }) => text)).toEqual(['NO WAY BACK']);
    expect(words.map(({ text, line }) => [text, line])).toEqual([
      ['NO', 0],
      ['WAY', 0],
      ['BACK', 0],
    ]);
    expect({ wordCount, unreadLines }).toEqual({ wordCount: 3, unreadLines: 0 });
    const edges = words.flatMap(({ region }) => [region.x, region.x + region.width]);
    expect(edges).toEqual([...edges].sort((a, b) => a - b));
    expect(edges[0]).toBeCloseTo(lines[0]!.region.x, 3);
    expect(edges.at(-1)).toBeCloseTo(lines[0]!.region.x + lines[0]!.region.width, 3);
  });

  it('covers the share of the picture that its box does', async () => {
    const { lines, areaShare } = await reader.read((await drawFlatText(plain)).raster);
    const { width, height } = lines[0]!.region;
    expect(areaShare).toBeCloseTo(width * height, 3);
  });

  it.each([60, 90, 150])(
    'has its drawn height, here of capitals %d pixels high, and half of it half as large',
    async (capHeight) => {
      const large = await drawFlatText({ ...plain, capHeight });
      const small = await drawFlatText({ ...plain, capHeight: capHeight / 2 });
      const { mainLineHeight: whole } = await reader.read(large.raster);
      const { mainLineHeight: half } = await reader.read(small.raster);
      expect(whole!.at1280 / large.inkHeight).toBeCloseTo(1, 1);
      expect(half!.at1280 / whole!.at1280).toBeGreaterThan(0.45);
      expect(half!.at1280 / whole!.at1280).toBeLessThan(0.55);
      expect(whole!.at360).toBeCloseTo((whole!.at1280 * 360) / 1280, 3);
      expect(whole!.at168).toBeCloseTo((whole!.at1280 * 168) / 1280, 3);
      expect(whole!.at120).toBeCloseTo((whole!.at1280 * 120) / 1280, 3);
    },
  );

  it('is smaller in the player when the picture stands between bars', async () => {
    const square = await drawFlatText({ ...plain, text: 'BACK', width: 720 });
    const { mainLineHeight } = await reader.read(square.raster);
    expect(mainLineHeight!.at1280 / square.inkHeight).toBeCloseTo(1, 1);
  });

  it.each([
    [WHITE, BLACK],
    [BLACK, WHITE],
    [255, 118],
    [118, 255],
    [255, 149],
    [149, 255],
    [110, 74],
    [74, 110],
    [200, 176],
    [176, 200],
  ])('of grey %d on grey %d has their WCAG contrast', async (letters, ground) => {
    const { raster } = await drawFlatText({ ...plain, letters, ground });
    const [line] = (await reader.read(raster)).lines;
    const [a, b] = [linearLight(letters) + 0.05, linearLight(ground) + 0.05];
    const ratio = Math.max(a / b, b / a);
    expect(line!.contrastRatio! / ratio).toBeGreaterThan(0.95);
    expect(line!.contrastRatio! / ratio).toBeLessThan(1.05);
  });

  it('with an outline is compared with that', async () => {
    const outline = { colour: 40, share: 0.1 };
    const { raster } = await drawFlatText({ ...plain, ground: 180, outline });
    const [line] = (await reader.read(raster)).lines;
    expect(line!.contrastRatio! / (1.05 / (linearLight(40) + 0.05))).toBeCloseTo(1, 1);
  });

  it('is found again in the same way in the same picture', async () => {
    const { raster } = await drawFlatText(plain);
    expect(await reader.read(raster)).toEqual(await reader.read(raster));
  });
});

describe('a picture', () => {
  const nothing = {
    lines: [],
    words: [],
    wordCount: 0,
    unreadLines: 0,
    areaShare: 0,
    mainLineHeight: null,
    smallestLineHeight: null,
  };

  it.each([
    [1, 1],
    [2, 3],
    [1280, 1],
    [1, 1280],
    [1280, 20],
    [31, 33],
    [720, 720],
  ])('of one colour, %d × %d, has no writing', async (width, height) => {
    expect(await reader.read(greyRaster(width, height, () => 128))).toEqual(nothing);
  });

  it.each([
    [97, 61],
    [1280, 9],
    [7, 900],
    [640, 640],
  ])('of noise, %d × %d, has no words', async (width, height) => {
    const noise: Raster = greyRaster(width, height, (x, y) => (x * 7919 + y * 104_729 + x * y * 31) % 256);
    expect((await reader.read(noise)).words).toEqual([]);
  });
});
