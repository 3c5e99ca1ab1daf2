import { describe, expect, it } from '@jest/globals';
import { measureGrain } from '../../src/measurement/grain.js';
import { lumaPlane } from '../../src/measurement/luma-plane.js';
import { random } from '../support/draw-paint.js';
import { greyRaster } from '../support/draw-raster.js';

const noise = (image: ReturnType<typeof greyRaster>) => measureGrain(lumaPlane(image)).noise;

describe('noise', () => {
  it('is 0 for flat areas, gradients and straight edges', () => {
    expect(noise(greyRaster(200, 100, () => 40))).toBe(0);
    expect(noise(greyRaster(200, 100, (x, y) => x / 2 + y))).toBeLessThan(0.3);
    expect(noise(greyRaster(200, 100, (x) => (x < 77 ? 0 : 255)))).toBe(0);
  });

  it('is about the standard deviation of grain that was added', () => {
    const next = random(9);
    // The sum of twelve, less six, has mean 0 and deviation 1.
    const gauss = () => Array.from({ length: 12 }, next).reduce((sum, one) => sum + one, -6);
    const grainy = greyRaster(300, 300, () => Math.round(128 + 10 * gauss()));
    expect(noise(grainy)).toBeGreaterThan(9.3);
    expect(noise(grainy)).toBeLessThan(10.7);
  });

  it('is 0 where a picture is too narrow to tell', () => {
    expect(noise(greyRaster(2, 400, (_, y) => y % 256))).toBe(0);
  });
});
