import { describe, expect, it } from '@jest/globals';
import { measureCompression } from '../../src/measurement/compression.js';
import { lumaPlane } from '../../src/measurement/luma-plane.js';
import { random } from '../support/draw-paint.js';
import { greyRaster } from '../support/draw-raster.js';

const blockiness = (image: ReturnType<typeof greyRaster>) => measureCompression(lumaPlane(image)).blockiness;

/** Flat squares of `side` pixels, each another shade of nearly the same grey. */
function squares(side: number) {
  const next = random(5);
  const levels = Array.from({ length: 10_000 }, () => 110 + next() * 20);
  return greyRaster(320, 176, (x, y) => levels[Math.floor(x / side) + 100 * Math.floor(y / side)] ?? 0);
}

describe('blockiness', () => {
  it('is 0 for blank pictures, hard edges off the grid, and noise', () => {
    const next = random(1);
    expect(blockiness(greyRaster(320, 176, () => 90))).toBe(0);
    expect(blockiness(greyRaster(320, 176, (x) => (x < 101 ? 0 : 255)))).toBe(0);
    expect(blockiness(greyRaster(320, 176, () => next() * 256))).toBeLessThan(0.01);
  });

  it('is high for flat squares of eight pixels', () => {
    expect(blockiness(squares(8))).toBeGreaterThan(0.8);
  });

  it('is 0 for squares of another size, such as those of a picture that was scaled down', () => {
    expect(blockiness(squares(4))).toBeLessThan(0.02);
    expect(blockiness(squares(6))).toBeLessThan(0.02);
  });
});
