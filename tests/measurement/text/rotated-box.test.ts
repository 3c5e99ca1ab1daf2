import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { convexHull } from '../../../src/measurement/text/convex-hull.js';
import { boxAlong, smallestBox } from '../../../src/measurement/text/rotated-box.js';

const point = fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 }));
const points = fc.array(point, { minLength: 1, maxLength: 40 });

describe('the smallest box around points', () => {
  it('holds all of them and is no larger than the upright one', () => {
    fc.assert(
      fc.property(points, (some) => {
        const hull = convexHull(some);
        const box = smallestBox(hull);
        const upright = boxAlong(hull, 0);
        expect(box.width * box.height).toBeLessThanOrEqual(upright.width * upright.height + 1e-6);
        for (const [x, y] of some) {
          const along = Math.cos(box.angle) * (x - box.x) + Math.sin(box.angle) * (y - box.y);
          const across = Math.cos(box.angle) * (y - box.y) - Math.sin(box.angle) * (x - box.x);
          expect(Math.abs(along)).toBeLessThanOrEqual(box.width / 2 + 1e-6);
          expect(Math.abs(across)).toBeLessThanOrEqual(box.height / 2 + 1e-6);
        }
      }),
    );
  });

  it('is the rectangle whose corners they are', () => {
    fc.assert(
      fc.property(fc.double({ min: -0.7, max: 0.7, noNaN: true }), (angle) => {
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
        const corners = [
          [-50, -10],
          [50, -10],
          [50, 10],
          [-50, 10],
        ].map(([x = 0, y = 0]) => [100 + cos * x - sin * y, 80 + sin * x + cos * y] as const);
        const box = smallestBox(convexHull(corners));
        expect(box.angle).toBeCloseTo(angle, 6);
        expect(box.width).toBeCloseTo(100, 6);
        expect(box.height).toBeCloseTo(20, 6);
        expect(box.x).toBeCloseTo(100, 6);
      }),
    );
  });
});
