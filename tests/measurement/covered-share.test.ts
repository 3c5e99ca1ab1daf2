import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { coveredShare } from '../../src/measurement/covered-share.js';
import type { Region } from '../../src/measurement/region.type.js';

const CELLS = 20;
/** A region whose edges lie on a grid of twentieths, so that it can be counted. */
const region: fc.Arbitrary<Region> = fc
  .tuple(fc.nat(CELLS - 1), fc.nat(CELLS - 1), fc.nat(CELLS), fc.nat(CELLS))
  .map(([x, y, width, height]) => ({
    x: x / CELLS,
    y: y / CELLS,
    width: Math.min(width, CELLS - x) / CELLS,
    height: Math.min(height, CELLS - y) / CELLS,
  }));

describe('coveredShare', () => {
  it('counts what regions cover, once', () => {
    fc.assert(
      fc.property(fc.array(region, { maxLength: 8 }), (regions) => {
        let cells = 0;
        for (let i = 0; i < CELLS * CELLS; i++) {
          const x = ((i % CELLS) + 0.5) / CELLS;
          const y = (Math.floor(i / CELLS) + 0.5) / CELLS;
          if (
            regions.some((one) => x > one.x && x < one.x + one.width && y > one.y && y < one.y + one.height)
          )
            cells++;
        }
        expect(coveredShare(regions)).toBeCloseTo(cells / CELLS ** 2, 9);
      }),
    );
  });

  it('is 0 without regions and 1 where they cover everything', () => {
    expect(coveredShare([])).toBe(0);
    const whole = { x: 0, y: 0, width: 1, height: 1 };
    expect(coveredShare([whole, whole])).toBe(1);
  });
});
