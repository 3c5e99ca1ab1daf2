import { describe, expect, it } from '@jest/globals';
import { measureSaliency } from '../../src/measurement/saliency/measure-saliency.js';
import { measureSmallSizes } from '../../src/measurement/small-sizes.js';
import { discs } from '../support/draw-discs.js';
import { random } from '../support/draw-paint.js';
import { greyRaster, raster } from '../support/draw-raster.js';

// Bound once: in the sandboxes that tests run in, looking a global up in a hot loop takes most of the time.
const { abs, floor, max } = Math;

const sizesOf = (image: ReturnType<typeof raster>) =>
  measureSmallSizes(image, measureSaliency(image).map).sizes;
/** A square in the middle on grey, painted by `level`, in a picture of any shape. */
const square = (width: number, height: number, level: (x: number, y: number) => number) =>
  greyRaster(width, height, (x, y) =>
    max(abs(x - width / 2), abs(y - height / 2)) < width / 8 ? level(x, y) : 40,
  );
const checkers = (size: number) => (x: number, y: number) =>
  (floor(x / size) + floor(y / size)) % 2 ? 250 : 90;
const smallest = (image: ReturnType<typeof raster>) => sizesOf(image)[2]!;

describe('small sizes', () => {
  it('are those of the three frames, largest first', () => {
    expect(sizesOf(discs(640, 360, [0, 0, 0])).map(({ width, height }) => [width, height])).toEqual([
      [360, 202],
      [168, 94],
      [120, 68],
    ]);
  });

  it('keep a bold subject', () => {
    const sizes = sizesOf(
      discs(640, 360, [20, 20, 60], { x: 0.6, y: 0.28, radius: 0.12, colour: [250, 220, 30] }),
    );
    for (const { subjectSimilarity, subjectEdges } of sizes) {
      expect(subjectSimilarity).toBeGreaterThan(0.85);
      expect(subjectEdges).toBeGreaterThan(0.95);
    }
  });

  it('lose fine detail', () => {
    const sizes = sizesOf(square(640, 360, checkers(2)));
    expect(sizes[0]?.subjectSimilarity).toBeGreaterThan((sizes[1]?.subjectSimilarity ?? 1) + 0.1);
    expect(sizes[2]?.subjectSimilarity).toBeLessThan(0.4);
    expect(sizes[2]?.subjectEdges).toBeLessThan(0.2);
  });

  it('keep the more the coarser the detail is', () => {
    const left = [2, 5, 12, 30].map((size) => smallest(square(640, 360, checkers(size))));
    const similarities = left.map(({ subjectSimilarity }) => subjectSimilarity ?? -1);
    const edges = left.map(({ subjectEdges }) => subjectEdges ?? -1);
    expect(similarities).toEqual([...similarities].sort((a, b) => a - b));
    expect(edges).toEqual([...edges].sort((a, b) => a - b));
  });

  it('lose nothing of a picture that is no larger', () => {
    const [phone, list] = sizesOf(square(160, 90, checkers(4)));
    expect(phone).toMatchObject({ subjectSimilarity: 1, subjectEdges: 1 });
    expect(list).toMatchObject({ subjectSimilarity: 1, subjectEdges: 1 });
  });

  it('lose more of a picture that stands between black bars, being smaller there', () => {
    const wide = smallest(square(640, 360, checkers(8)));
    const tall = smallest(square(640, 640, checkers(8)));
    expect(tall.subjectSimilarity).toBeLessThan(wide.subjectSimilarity ?? 0);
  });

  it('know of no subject in an even picture', () => {
    for (const image of [
      greyRaster(320, 180, () => 0),
      raster(1280, 1, (x) => [x % 256, 9, 9]),
      greyRaster(1, 1, () => 7),
    ]) {
      for (const size of sizesOf(image))
        expect(size).toMatchObject({ subjectSimilarity: null, subjectEdges: null });
    }
  });

  it.each([
    [3, 3],
    [9, 1280],
    [1280, 11],
    [40, 700],
  ])('are measured in finite numbers at %d×%d', (width, height) => {
    const next = random(width);
    const sizes = sizesOf(raster(width, height, () => [next() * 256, next() * 256, next() * 256]));
    expect(JSON.parse(JSON.stringify(sizes))).toEqual(sizes);
    for (const { subjectSimilarity, subjectEdges } of sizes) {
      for (const value of [subjectSimilarity ?? 0, subjectEdges ?? 0]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    }
  });
});
