import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { summarise } from '../../src/history/distribution.js';

const histogramOf = (scores: readonly number[]) =>
  new Map([...Map.groupBy(scores, (score) => score)].map(([score, all]) => [score, all.length]));

describe('summarise', () => {
  it('knows the quartiles of four scores', () => {
    expect(summarise(histogramOf([10, 20, 30, 40]))).toEqual({
      count: 4,
      mean: 25,
      lowerQuartile: 17.5,
      median: 25,
      upperQuartile: 32.5,
    });
  });

  it('is null for nothing', () => {
    expect(summarise(new Map())).toBeNull();
  });

  it('orders its numbers, and agrees with the sorted list', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 60 }), (scores) => {
        const sorted = [...scores].sort((a, b) => a - b);
        const { count, mean, lowerQuartile, median, upperQuartile } = summarise(histogramOf(scores))!;
        const middle = (sorted.length - 1) / 2;
        expect(count).toBe(scores.length);
        expect(median).toBeCloseTo((sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2, 9);
        expect(mean).toBeCloseTo(scores.reduce((a, b) => a + b) / scores.length, 9);
        expect(sorted[0]!).toBeLessThanOrEqual(lowerQuartile);
        expect(lowerQuartile).toBeLessThanOrEqual(median);
        expect(median).toBeLessThanOrEqual(upperQuartile);
        expect(upperQuartile).toBeLessThanOrEqual(sorted.at(-1)!);
      }),
    );
  });
});
