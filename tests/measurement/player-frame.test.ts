import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { regionInPicture, widthInFrame } from '../../src/measurement/player-frame.js';
import type { Region } from '../../src/measurement/region.type.js';

const BADGE = { x: 0.8, y: 0.82, width: 0.18, height: 0.14 };
const wide = { width: 1280, height: 720 };
const close = (region: Region | null) =>
  region &&
  Object.fromEntries(Object.entries(region).map(([side, value]) => [side, expect.closeTo(value, 9)]));

describe('a picture in the 16:9 frame', () => {
  it.each([
    ['as wide as the frame', wide, 360],
    ['as wide as the frame though it is flatter', { width: 1280, height: 400 }, 360],
    ['a square as wide as the frame is high', { width: 500, height: 500 }, 202.5],
    ['a Short narrower still', { width: 720, height: 1280 }, 113.90625],
  ])('is %s', (_, shape, width) => {
    expect(widthInFrame(shape, 360)).toBeCloseTo(width, 9);
  });

  it('has the same regions where it fills the frame', () => {
    expect(regionInPicture(BADGE, wide)).toEqual(close(BADGE));
  });

  it('loses what lies on the bars beside it', () => {
    // Of a 4:3 picture the bars take an eighth of the frame on either side, and the badge ends on one.
    expect(regionInPicture(BADGE, { width: 640, height: 480 })).toEqual(
      close({ x: 0.9, y: 0.82, width: 0.1, height: 0.14 }),
    );
    expect(regionInPicture(BADGE, { width: 500, height: 500 })).toBeNull();
    expect(
      regionInPicture({ x: 0, y: 0.96, width: 1, height: 0.04 }, { width: 2350, height: 1000 }),
    ).toBeNull();
  });

  it('never has a region that leaves it', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const side = fc.integer({ min: 1, max: 1280 });
    fc.assert(
      fc.property(share, share, share, share, side, side, (x, y, width, height, across, down) => {
        const region = regionInPicture({ x, y, width, height }, { width: across, height: down });
        if (!region) return;
        expect(Math.min(region.x, region.y)).toBeGreaterThanOrEqual(0);
        expect(Math.min(region.width, region.height)).toBeGreaterThan(0);
        expect(Math.max(region.x + region.width, region.y + region.height)).toBeLessThanOrEqual(1 + 1e-9);
      }),
      { seed: 3 },
    );
  });
});
