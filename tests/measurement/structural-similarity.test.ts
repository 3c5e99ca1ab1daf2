import { describe, expect, it } from '@jest/globals';
import { structuralSimilarity } from '../../src/measurement/structural-similarity.js';
import { random } from '../support/draw-paint.js';

const plane = (width: number, height: number, level: (x: number, y: number) => number) => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, i) => level(i % width, Math.floor(i / width))),
});
const texture = (contrast: number) => {
  const next = random(6);
  return plane(64, 32, () => 128 + contrast * (next() - 0.5));
};

describe('structural similarity', () => {
  it('is 1 for equal planes', () => {
    expect(structuralSimilarity(texture(90), texture(90))).toBeCloseTo(1, 9);
  });

  it('follows the formula of Wang et al. where both are flat', () => {
    // (2ab + C1) / (a² + b² + C1), C1 = (0.01 · 255)²
    const c1 = 2.55 ** 2;
    expect(
      structuralSimilarity(
        plane(16, 16, () => 100),
        plane(16, 16, () => 120),
      ),
    ).toBeCloseTo((2 * 100 * 120 + c1) / (100 ** 2 + 120 ** 2 + c1), 9);
  });

  it('follows it where they differ in contrast', () => {
    // Columns of 100 and 140 against 110 and 130: variances 400 and 100, covariance 200, C2 = (0.03 · 255)².
    const c2 = 7.65 ** 2;
    const strong = plane(16, 16, (x) => (x % 2 ? 140 : 100));
    const weak = plane(16, 16, (x) => (x % 2 ? 130 : 110));
    expect(structuralSimilarity(strong, weak)).toBeCloseTo((2 * 200 + c2) / (400 + 100 + c2), 9);
  });

  it('is below 0 for a negative', () => {
    const negative = { ...texture(90), data: texture(90).data.map((value) => 255 - value) };
    expect(structuralSimilarity(texture(90), negative)).toBeLessThan(-0.5);
  });

  it('is unknown for planes that hold no window', () => {
    expect(
      structuralSimilarity(
        plane(7, 40, () => 1),
        plane(7, 40, () => 1),
      ),
    ).toBeNull();
  });
});
