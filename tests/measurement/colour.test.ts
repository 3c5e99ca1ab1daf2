import { describe, expect, it } from '@jest/globals';
import { measureColour } from '../../src/measurement/colour.js';
import { greyRaster, raster } from '../support/draw-raster.js';

describe('colourfulness', () => {
  it('is 0 for every grey', () => {
    expect(measureColour(greyRaster(64, 36, (x) => 4 * x)).colourfulness).toBe(0);
  });

  it('follows Hasler & Süsstrunk on one colour, which has a mean but no spread', () => {
    // Pure red: rg = 255, yb = 127.5; M3 = 0.3 · √(255² + 127.5²).
    const { colourfulness } = measureColour(raster(64, 36, () => [255, 0, 0]));
    expect(colourfulness).toBeCloseTo(0.3 * Math.hypot(255, 127.5), 3);
  });

  it('follows Hasler & Süsstrunk on two colours, which have both', () => {
    // Half red, half blue: rg is 255 or 0, yb is 127.5 or −255.
    const { colourfulness } = measureColour(raster(64, 36, (x) => (x < 32 ? [255, 0, 0] : [0, 0, 255])));
    const spread = Math.hypot(127.5, 191.25);
    expect(colourfulness).toBeCloseTo(spread + 0.3 * Math.hypot(127.5, -63.75), 3);
  });
});

describe('palette', () => {
  it('names flat colours exactly, largest first', () => {
    const picture = raster(100, 50, (x) =>
      x < 60 ? [16, 32, 200] : x < 90 ? [250, 220, 10] : [255, 255, 255],
    );
    expect(measureColour(picture).palette).toEqual([
      { hex: '#1020c8', share: 0.6 },
      { hex: '#fadc0a', share: 0.3 },
      { hex: '#ffffff', share: 0.1 },
    ]);
  });

  it('has one entry for one colour', () => {
    expect(measureColour(greyRaster(64, 36, () => 0)).palette).toEqual([{ hex: '#000000', share: 1 }]);
  });

  it('never has more than six, and shares that sum to 1', () => {
    const { palette } = measureColour(
      raster(96, 96, (x, y) => [(x * 2.6) | 0, (y * 2.6) | 0, (x * y) % 256]),
    );
    expect(palette.length).toBeLessThanOrEqual(6);
    expect(palette.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 3);
  });

  it('is the same for the same colours in another order', () => {
    const left = raster(96, 96, (x, y) => [x * 2, y * 2, 90]);
    const right = raster(96, 96, (x, y) => [(95 - x) * 2, y * 2, 90]);
    expect(measureColour(left).palette).toEqual(measureColour(right).palette);
  });
});
