import { describe, expect, it } from '@jest/globals';
import { measureLight } from '../../src/measurement/light.js';
import { lumaPlane } from '../../src/measurement/luma-plane.js';
import { greyRaster, raster } from '../support/draw-raster.js';

const light = (image: ReturnType<typeof raster>) => measureLight(image, lumaPlane(image));

describe('light', () => {
  it('gives a uniform grey the relative luminance of WCAG 2.2', () => {
    // ((128/255 + 0.055) / 1.055) ^ 2.4
    expect(light(greyRaster(64, 36, () => 128))).toEqual({
      meanLuminance: 0.2159,
      rmsContrast: 0,
      clippedShadows: 0,
      clippedHighlights: 0,
    });
  });

  it('weighs the primaries as the eye does', () => {
    expect(light(raster(64, 36, () => [255, 0, 0])).meanLuminance).toBe(0.2126);
    expect(light(raster(64, 36, () => [0, 255, 0])).meanLuminance).toBe(0.7152);
    expect(light(raster(64, 36, () => [0, 0, 255])).meanLuminance).toBe(0.0722);
  });

  it('gives half black, half white the highest RMS contrast there is', () => {
    expect(light(greyRaster(64, 36, (x) => (x < 32 ? 0 : 255)))).toEqual({
      meanLuminance: 0.5,
      rmsContrast: 0.5,
      clippedShadows: 0.5,
      clippedHighlights: 0.5,
    });
  });

  it('gives two greys half their distance', () => {
    expect(light(greyRaster(64, 36, (_, y) => (y < 18 ? 77 : 179))).rmsContrast).toBe(0.2);
  });
});
