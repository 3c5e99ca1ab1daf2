import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { differenceOf } from '../../web/src/compare/difference.js';

const part = fc.option(fc.integer({ min: 0, max: 100 }));
const parts = fc.record({ score: fc.integer({ min: 0, max: 100 }), measured: part, judged: part });
const isIn = (value: number | null) => value !== null;

it('scores are compared only where they are made of the same parts, else what was measured, or nothing', () => {
  fc.assert(
    fc.property(parts, parts, (from, to) => {
      const areAlike = isIn(from.measured) === isIn(to.measured) && isIn(from.judged) === isIn(to.judged);
      const difference = differenceOf(from, to);
      if (areAlike) expect(difference).toEqual({ points: to.score - from.score, of: 'score' });
      else if (from.measured === null || to.measured === null) expect(difference).toBeNull();
      else expect(difference).toEqual({ points: to.measured - from.measured, of: 'measured' });
    }),
  );
});

it('a picture is no different from itself measured alone, whatever a model thought of it', () => {
  const judged = { score: 53, measured: 80, judged: 40 };
  const measured = { score: 80, measured: 80, judged: null };
  expect(differenceOf(judged, measured)).toEqual({ points: 0, of: 'measured' });
});

it('what has no score has no difference', () => {
  const scored = { score: 50, measured: 50, judged: null };
  expect(differenceOf(scored, { score: null, measured: null, judged: null })).toBeNull();
  expect(differenceOf(scored, undefined)).toBeNull();
});
