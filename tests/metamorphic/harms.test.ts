import { beforeAll, describe, expect, it } from '@jest/globals';
import type { MeasuredPicture } from '../../src/scoring/rubric.js';
import { drawGood, GOOD_SEEDS } from '../support/draw.js';
import { harms } from '../support/draw-harms.js';
import { measured, measuredScore } from '../support/draw-measured.js';

// Points that the strongest harm must cost at least.
const STRONGEST = 10;

describe.each(GOOD_SEEDS.map((seed) => ({ seed })))('drawn good picture $seed', ({ seed }) => {
  let png: Buffer;
  let unharmed: MeasuredPicture;

  beforeAll(async () => {
    ({ png } = await drawGood(seed));
    unharmed = await measured(png);
  });

  it.each(harms)(
    'loses by $name, and the more the stronger',
    async ({ strengths, apply, tells, direction }) => {
      const steps = [unharmed];
      for (const strength of strengths) steps.push(await measured(await apply(png, strength)));

      const told = steps.map(({ measurements }) => tells(measurements) ?? Number.NaN);
      const ordered = [...told].sort((a, b) => (direction === 'falls' ? b - a : a - b));
      expect(told).toEqual(ordered);
      expect(new Set(told).size).toBe(told.length);

      const scores = steps.map((step) => measuredScore(step).score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      expect((scores[0] ?? 0) - (scores[3] ?? 0)).toBeGreaterThanOrEqual(STRONGEST);
    },
  );
});
