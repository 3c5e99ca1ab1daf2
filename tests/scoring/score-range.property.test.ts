import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { currentRubric } from '../../src/scoring/rubrics.js';
import { score } from '../../src/scoring/score.js';
import { scoreRange } from '../../src/scoring/score-range.js';
import type { PassScores } from '../../src/scoring/scorecard.js';
import { unscored, withValues } from './tabled-rubric.js';

const judgedKeys = currentRubric.criteria.filter(({ judged }) => judged).map(({ criterion }) => criterion);
const points = fc.integer({ min: 0, max: 100 });
const pass: fc.Arbitrary<PassScores> = fc.record(Object.fromEntries(judgedKeys.map((key) => [key, points])));
const severalPasses = fc.array(pass, { minLength: 2, maxLength: 3 });
/** Values of rules, so that measured halves are there as well. */
const values = fc.record(
  Object.fromEntries(
    currentRubric.rules.map(({ rule, limit, worst }) => [rule, fc.constantFrom(limit, worst, null)]),
  ),
);

type Values = Readonly<Record<string, number | null>>;
const rangeOf = (given: Values, passes: readonly PassScores[], hasTitle = true) =>
  scoreRange(withValues(currentRubric, given), { ...unscored, hasTitle }, passes);
const scoreOf = (given: Values, scores: PassScores, hasTitle = true) => {
  const judged = Object.fromEntries(judgedKeys.map((key) => [key, { score: scores[key] ?? 0, reason: '' }]));
  return score(withValues(currentRubric, given), { ...unscored, judged, hasTitle }).score;
};
/** One number for each criterion out of those of all passes. */
const across = (passes: readonly PassScores[], pick: (sorted: number[]) => number): PassScores =>
  Object.fromEntries(
    judgedKeys.map((key) => [key, pick(passes.map((one) => one[key] ?? 0).sort((a, b) => a - b))]),
  );
const lowestOf = (passes: readonly PassScores[]) => across(passes, (sorted) => sorted.at(0) ?? 0);
const highestOf = (passes: readonly PassScores[]) => across(passes, (sorted) => sorted.at(-1) ?? 0);
const medianOf = (passes: readonly PassScores[]) =>
  across(passes, (sorted) => sorted[Math.floor(sorted.length / 2)] ?? 0);

describe('the range of several passes', () => {
  it('is made of what single passes lead to, in whichever order they came', () => {
    fc.assert(
      fc.property(values, severalPasses, fc.boolean(), (given, passes, hasTitle) => {
        const scores = passes.map((one) => scoreOf(given, one, hasTitle));
        const expected = { lowest: Math.min(...scores), highest: Math.max(...scores) };
        expect(rangeOf(given, passes, hasTitle)).toEqual(expected);
        expect(rangeOf(given, passes.toReversed(), hasTitle)).toEqual(expected);
      }),
    );
  });

  it('lies, as the score by medians does, between all the lowest and all the highest scores', () => {
    fc.assert(
      fc.property(values, severalPasses, (given, passes) => {
        const range = rangeOf(given, passes);
        const [floor, ceiling] = [scoreOf(given, lowestOf(passes)), scoreOf(given, highestOf(passes))];
        const byMedians = scoreOf(given, medianOf(passes));
        for (const one of [range?.lowest, byMedians, range?.highest]) {
          expect(one).toBeGreaterThanOrEqual(floor);
          expect(one).toBeLessThanOrEqual(ceiling);
        }
      }),
    );
  });

  it('holds the score by medians where passes differ in height alone, and is a point where they agree', () => {
    const shifts = fc.tuple(fc.nat(50), fc.nat(50), fc.nat(50));
    const half = fc.record(Object.fromEntries(judgedKeys.map((key) => [key, fc.nat(50)])));
    fc.assert(
      fc.property(values, half, shifts, (given, base, by) => {
        const passes = by.map((shift) => across([base], ([one = 0]) => one + shift));
        const range = rangeOf(given, passes);
        const byMedians = scoreOf(given, medianOf(passes));
        expect(range?.lowest).toBeLessThanOrEqual(byMedians);
        expect(range?.highest).toBeGreaterThanOrEqual(byMedians);
        expect(rangeOf(given, [base, base])).toEqual({
          lowest: scoreOf(given, base),
          highest: scoreOf(given, base),
        });
      }),
    );
  });

  it('can miss the score by medians where passes contradict each other', () => {
    const only = (...high: string[]) =>
      Object.fromEntries(judgedKeys.map((key) => [key, high.includes(key) ? 100 : 0]));
    const [a = '', b = '', c = ''] = judgedKeys;
    const passes = [only(a, b), only(b, c), only(a, c)];
    const range = rangeOf({}, passes);
    expect(scoreOf({}, medianOf(passes))).toBeGreaterThan(range?.highest ?? 100);
  });

  it('is not there with fewer than two', () => {
    fc.assert(fc.property(values, pass, (given, one) => expect(rangeOf(given, [one])).toBeNull()));
    expect(rangeOf({}, [])).toBeNull();
  });
});
