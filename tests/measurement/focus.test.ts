import { describe, expect, it } from '@jest/globals';
import { measureFocus } from '../../src/measurement/focus.js';
import { lumaPlane } from '../../src/measurement/luma-plane.js';
import { greyRaster } from '../support/draw-raster.js';

const sharpness = (image: ReturnType<typeof greyRaster>) => measureFocus(lumaPlane(image)).sharpness;
/** A step that takes `pixels` to go from dark to light, in both directions of the picture. */
const ramp = (pixels: number) => (x: number, y: number) => {
  const way = (at: number) => Math.min(1, Math.max(0, ((at % 40) - 10) / pixels));
  return 40 + 90 * way(x) + 90 * way(y);
};

describe('sharpness', () => {
  it('is 0 where there is no edge: a blank picture, and a soft gradient', () => {
    expect(sharpness(greyRaster(200, 100, () => 90))).toBe(0);
    expect(sharpness(greyRaster(255, 100, (x) => x))).toBe(0);
  });

  it('is 8/9 for a clean step: the nine-pixel box leaves a ninth of it', () => {
    expect(sharpness(greyRaster(200, 200, (x, y) => (x < 100 ? 30 : 130) + (y < 100 ? 0 : 100)))).toBe(
      0.8889,
    );
  });

  it('falls as edges take longer', () => {
    const values = [1, 2, 4, 8, 12].map((pixels) => sharpness(greyRaster(200, 200, ramp(pixels))));
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(new Set(values).size).toBe(values.length);
  });

  it('asks the blurrier direction: motion blur is blur', () => {
    const moved = greyRaster(200, 200, (x, y) => 80 + 60 * Math.sin(x / 8) + (y % 40 < 20 ? 0 : 90));
    expect(sharpness(moved)).toBeLessThan(0.3);
  });

  it('does not take the steps of an 8-bit gradient or faint grain for edges', () => {
    const grain = greyRaster(200, 200, (x, y) => 100 + ((x * 7 + y * 13) % 5));
    expect(sharpness(grain)).toBe(0);
  });

  it('goes by the only direction that a strip has', () => {
    expect(sharpness(greyRaster(2, 400, (_, y) => (y % 40 < 20 ? 20 : 220)))).toBeGreaterThan(0.8);
  });
});
