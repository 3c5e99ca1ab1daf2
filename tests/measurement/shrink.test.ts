import { describe, expect, it } from '@jest/globals';
import { shrink } from '../../src/measurement/shrink.js';

const plane = (width: number, height: number, level: (x: number, y: number) => number) => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, i) => level(i % width, Math.floor(i / width))),
});

describe('shrink', () => {
  it('leaves smaller pictures as they are', () => {
    const small = plane(16, 9, (x) => x);
    expect(shrink(small, 180)).toBe(small);
  });

  it('takes the mean of each area', () => {
    expect(
      shrink(
        plane(4, 4, (x, y) => 10 * (Math.floor(x / 2) + 2 * Math.floor(y / 2))),
        2,
      ),
    ).toEqual(plane(2, 2, (x, y) => 10 * (x + 2 * y)));
  });

  it('shares pixels that lie across the border of two areas', () => {
    // Three rows into two: each new row takes one whole row and half of the middle one.
    expect([
      ...shrink(
        plane(3, 3, (_, y) => [0, 90, 240][y] ?? 0),
        2,
      ).data,
    ]).toEqual([30, 30, 190, 190]);
  });

  it('leaves at least one column of a strip', () => {
    expect(
      shrink(
        plane(2, 1280, () => 7),
        180,
      ),
    ).toEqual(plane(1, 180, () => 7));
  });
});
