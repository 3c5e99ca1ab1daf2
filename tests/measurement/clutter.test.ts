import { describe, expect, it } from '@jest/globals';
import { measureClutter, SHARPNESS_FLOOR } from '../../src/measurement/clutter.js';
import { lumaPlane } from '../../src/measurement/luma-plane.js';
import { greyRaster } from '../support/draw-raster.js';

const SHARP = 0.8;
const checkers = (size: number) =>
  lumaPlane(greyRaster(320, 180, (x, y) => ((Math.floor(x / size) + Math.floor(y / size)) % 2 ? 255 : 0)));

describe('edge density', () => {
  it('is 0 without edges', () => {
    expect(measureClutter(lumaPlane(greyRaster(320, 180, () => 128)), SHARP, 0).edgeDensity).toBe(0);
  });

  it('is the two pixels beside a single edge, as a share of the inner picture', () => {
    const halves = lumaPlane(greyRaster(320, 180, (x) => (x < 160 ? 0 : 255)));
    expect(measureClutter(halves, SHARP, 0.5).edgeDensity).toBe(Math.round((2 / 318) * 1e4) / 1e4);
  });

  it('rises as checks become smaller', () => {
    const densities = [60, 30, 15, 8].map(
      (size) => measureClutter(checkers(size), SHARP, 0.5).edgeDensity ?? 0,
    );
    expect(densities).toEqual([...densities].sort((a, b) => a - b));
  });

  it('is the same for the same picture four times as large', () => {
    const small = measureClutter(checkers(20), SHARP, 0.5).edgeDensity ?? 0;
    const large = lumaPlane(
      greyRaster(1280, 720, (x, y) => ((Math.floor(x / 80) + Math.floor(y / 80)) % 2 ? 255 : 0)),
    );
    expect(measureClutter(large, SHARP, 0.5).edgeDensity).toBeCloseTo(small, 3);
  });

  it('is the same when the picture is washed out', () => {
    const full = lumaPlane(greyRaster(320, 180, (x, y) => (Math.floor(x / 20 + y / 30) % 2 ? 255 : 0)));
    const pale = lumaPlane(greyRaster(320, 180, (x, y) => (Math.floor(x / 20 + y / 30) % 2 ? 178 : 77)));
    expect(measureClutter(pale, SHARP, 0.2).edgeDensity).toBe(measureClutter(full, SHARP, 0.5).edgeDensity);
  });

  it('is withheld from blurred pictures, with the reason', () => {
    const { edgeDensity, withheld } = measureClutter(checkers(20), SHARPNESS_FLOOR - 0.01, 0.5);
    expect(edgeDensity).toBeNull();
    expect(withheld).toMatch(/crisp/);
  });

  it('is withheld from strips', () => {
    const strip = lumaPlane(greyRaster(2, 1280, (_, y) => y % 256));
    expect(measureClutter(strip, SHARP, 0.3)).toEqual({ edgeDensity: null, withheld: expect.any(String) });
  });
});
