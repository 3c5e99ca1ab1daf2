import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Raster } from '../../src/image/canonical-image.js';
import { letterbox } from '../../src/measurement/faces/letterbox.js';
import { greyRaster, raster } from '../support/draw-raster.js';

/** The plane of red, row by row, of the picture in a square of that side that showed something else before. */
function redOf(image: Raster, side: number): number[] {
  const planes = new Float32Array(3 * side * side).fill(99);
  letterbox(image, planes, side);
  return [...planes.slice(0, side * side)];
}

describe('letterbox', () => {
  it('takes the mean of the area where it makes smaller', () => {
    const image = greyRaster(8, 4, (x, y) => 10 * x + y);
    // The first is the mean of 0, 10, 1, 11; the second row of two ends with that of 62, 72, 63, 73.
    expect(redOf(image, 4)).toEqual([5.5, 25.5, 45.5, 65.5, 7.5, 27.5, 47.5, 67.5, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('goes over evenly from pixel to pixel where it makes larger', () => {
    const image = greyRaster(2, 2, (x) => 100 * x);
    expect(redOf(image, 8).slice(0, 8)).toEqual([0, 0, 12.5, 37.5, 62.5, 87.5, 100, 100]);
  });

  it('tells how much larger the picture became, and keeps the colours apart', () => {
    const planes = new Float32Array(3 * 4 * 4);
    expect(
      letterbox(
        raster(8, 8, () => [200, 100, 50]),
        planes,
        4,
      ),
    ).toBe(0.5);
    expect([planes[0], planes[16], planes[32]]).toEqual([200, 100, 50]);
  });

  it('keeps one colour as it is in every shape, and is black beside it', () => {
    const length = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(length, length, fc.nat(255), (width, height, level) => {
        const scale = Math.min(24 / width, 24 / height);
        const across = Math.max(1, Math.round(width * scale));
        const down = Math.max(1, Math.round(height * scale));
        redOf(
          greyRaster(width, height, () => level),
          24,
        ).forEach((value, i) => {
          const inside = i % 24 < across && Math.floor(i / 24) < down;
          expect(value).toBeCloseTo(inside ? level : 0, 3);
        });
      }),
      { numRuns: 40 },
    );
  });
});
