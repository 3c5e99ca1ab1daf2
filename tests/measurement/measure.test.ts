import { afterAll, describe, expect, it } from '@jest/globals';
import type { OriginalPicture } from '../../src/image/canonical-image.js';
import { random } from '../support/draw-paint.js';
import { greyRaster, originalPicture, raster } from '../support/draw-raster.js';
import { startMeasurer } from '../support/start-measurer.js';

const measurer = startMeasurer();
afterAll(() => measurer.stop());

const next = random(4);
const pictures = {
  black: greyRaster(320, 180, () => 0),
  white: greyRaster(320, 180, () => 255),
  'one colour': raster(320, 180, () => [200, 30, 90]),
  'the smallest': raster(64, 36, (x, y) => [4 * x, 7 * y, 90]),
  'a tall strip': greyRaster(2, 1280, (_, y) => y % 256),
  'a flat strip': greyRaster(1280, 2, (x) => x % 256),
  'a single pixel': greyRaster(1, 1, () => 77),
  'a square': greyRaster(1280, 1280, (x, y) => (x ^ y) % 256),
  noise: raster(320, 180, () => [next() * 256, next() * 256, next() * 256]),
};

describe('every family', () => {
  it.each(Object.entries(pictures))('measures %s in finite numbers that survive JSON', async (_, image) => {
    const { measurements, unmeasured } = await measurer.measure(image, originalPicture());
    expect(unmeasured).toEqual([]);
    expect(Object.values(measurements)).not.toContain(null);
    // JSON turns NaN and infinity into null.
    expect(JSON.parse(JSON.stringify(measurements))).toEqual(measurements);
  });

  it('gives the same numbers for the same pixels', async () => {
    const once = await measurer.measure(pictures.noise, originalPicture());
    expect(await measurer.measure(pictures.noise, originalPicture())).toEqual(once);
  });

  it('describes the file as it was sent, whatever the raster', async () => {
    const original = originalPicture({ width: 3840, height: 2160, bytes: 3_000_000, frames: 12 });
    const { measurements } = await measurer.measure(pictures.black, original);
    expect(measurements.frame).toEqual({
      width: 3840,
      height: 2160,
      aspectRatio: 1.7778,
      megapixels: 8.2944,
      bytes: 3_000_000,
      frames: 12,
    });
  });

  it('lists a family that fails, without its inner words, and goes on with the others', async () => {
    const broken: OriginalPicture = {
      ...originalPicture(),
      get width(): number {
        throw new Error('secret');
      },
    };
    const { measurements, unmeasured } = await measurer.measure(pictures.noise, broken);
    expect(unmeasured).toEqual([
      { family: 'frame', cause: 'FAILED', reason: expect.not.stringContaining('secret') },
    ]);
    expect(measurements.frame).toBeNull();
    expect(measurements.light).not.toBeNull();
  });
});
