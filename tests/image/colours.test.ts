import { expect, it } from '@jest/globals';
import sharp from 'sharp';
import { canonicalise } from '../../src/image/canonicalise.js';
import { cHRM, cICP, cLLI, gAMA, withChunks } from '../support/build-png.js';

const LIMITS = { maxBytes: 50e6, maxPixels: 50e6 };
type Colour = readonly [red: number, green: number, blue: number];

async function rasterOf([r, g, b]: Colour, ...chunks: readonly Buffer[]): Promise<Colour> {
  const flat = sharp({ create: { width: 64, height: 36, channels: 3, background: { r, g, b } } });
  const bytes = withChunks(await flat.png().toBuffer(), ...chunks);
  const { image } = await canonicalise({ filename: 'a.png', bytes, sha256: '' }, LIMITS);
  const [red = 0, green = 0, blue = 0] = image.pixels;
  return [red, green, blue];
}

const P3 = cHRM(0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06);

// What Chromium 156 shows for them; tests/browser/colours.test.ts compares whole pictures with the one that is installed.
it.each<[string, Colour, readonly Buffer[], Colour]>([
  ['linear light', [64, 128, 255], [gAMA(1)], [137, 188, 255]],
  ['a gamma of 1.8', [128, 64, 0], [gAMA(1.8)], [146, 81, 0]],
  ['a gamma near that of sRGB', [64, 128, 192], [gAMA(2.25)], [64, 128, 192]],
  ['P3 by chromaticities', [64, 13, 0], [gAMA(2.2), P3], [68, 0, 0]],
  ['P3 by code points', [51, 255, 128], [cICP(12, 13)], [0, 255, 111]],
  ['PQ at the white of graphics', [148, 148, 148], [cICP(9, 16)], [187, 187, 187]],
  ['PQ beyond it', [160, 160, 160], [cICP(9, 16)], [213, 213, 213]],
  ['PQ up to 400', [148, 148, 148], [cICP(9, 16), cLLI(400)], [229, 229, 229]],
  ['PQ beyond the peak', [208, 208, 208], [cICP(9, 16)], [255, 255, 255]],
  ['HLG', [128, 128, 128], [cICP(9, 18)], [99, 99, 99]],
  ['HLG beyond white', [208, 208, 208], [cICP(9, 18)], [212, 212, 212]],
])('a PNG is in sRGB whatever its samples stand for: %s', async (_what, samples, chunks, shown) => {
  const found = await rasterOf(samples, ...chunks);
  for (const [channel, value] of shown.entries())
    expect(Math.abs((found[channel] ?? 0) - value)).toBeLessThanOrEqual(1);
});

it('a PNG that says what sRGB is has the same raster as one that says nothing', async () => {
  const samples: Colour = [20, 120, 220];
  expect(await rasterOf(samples, cICP(1, 13))).toEqual(samples);
  expect(await rasterOf(samples, gAMA(2.2))).toEqual(samples);
});
