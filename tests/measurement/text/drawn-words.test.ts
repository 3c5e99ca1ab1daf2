import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drawText } from '../../support/draw-text-set.js';
import { quantile, TextScore } from '../../support/score-text.js';
import { startTextReader } from '../../support/start-text-reader.js';

// Seeds that no threshold was found with; `npm run bench:text` looks at many more.
const FIRST_SEED = 2000;
const PICTURES = 40;

const reader = startTextReader();
afterAll(() => reader.stop());

describe('words of eleven fonts over photographs, scenery and gradients', () => {
  const score = new TextScore();

  beforeAll(async () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + PICTURES; seed++) {
      const drawn = await drawText(seed);
      score.add(drawn, await reader.read(drawn.raster));
    }
  }, 400_000);

  it('are found, nine of ten at least', () => {
    expect(score.wanted).toBeGreaterThan(100);
    expect(score.recall).toBeGreaterThanOrEqual(0.9);
  });

  it('are there when they are found, nine of ten at least', () => {
    expect(score.precision).toBeGreaterThanOrEqual(0.9);
  });

  it('lie where they were drawn', () => {
    expect(quantile(score.overlaps, 0.5)).toBeGreaterThanOrEqual(0.9);
    expect(quantile(score.overlaps, 0.1)).toBeGreaterThanOrEqual(0.6);
  });
});
