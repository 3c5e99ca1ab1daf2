import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { currentRubric } from '../../src/scoring/rubrics.js';
import { score, WORTH_TELLING } from '../../src/scoring/score.js';
import { unscored, withValues } from './tabled-rubric.js';

/** A value for each rule, from a little better than its limit to a little worse than its worst. */
const values = fc.record(
  Object.fromEntries(
    currentRubric.rules.map(({ rule, limit, worst }) => {
      const reach = (worst - limit) / 4;
      const [min, max] = [limit - reach, worst + reach].sort((a, b) => a - b);
      return [rule, fc.double({ min: min ?? 0, max: max ?? 0, noNaN: true })];
    }),
  ),
);
const gappyValues = values.chain((given) =>
  fc.record(
    Object.fromEntries(Object.entries(given).map(([rule, value]) => [rule, fc.constantFrom(value, null)])),
  ),
);
const judgement = fc.record({ score: fc.integer({ min: 0, max: 100 }), reason: fc.constant('said so') });
const judgements = fc.record(
  Object.fromEntries(
    currentRubric.criteria.filter(({ judged }) => judged).map(({ criterion }) => [criterion, judgement]),
  ),
);
const maybeJudgements = fc.option(judgements);
const anyRule = fc.constantFrom(...currentRubric.rules);
const scored = (given: Record<string, number | null>, judged: typeof unscored.judged, hasTitle = true) =>
  score(withValues(currentRubric, given), { ...unscored, judged, hasTitle });

describe('score, for all measurements and judgements', () => {
  it('is whole and within 0 to 100, in all and for each criterion', () => {
    fc.assert(
      fc.property(gappyValues, maybeJudgements, fc.boolean(), (given, judged, hasTitle) => {
        const result = scored(given, judged, hasTitle);
        const points = [
          result.score,
          ...result.criteria.flatMap((one) => [one.score, one.measured, one.judged]),
        ];
        for (const one of points.filter((value) => value !== null)) {
          expect(Number.isInteger(one) && one >= 0 && one <= 100).toBe(true);
        }
      }),
    );
  });

  it('has effective weights that sum to 1 over what was scored, and are 0 elsewhere', () => {
    fc.assert(
      fc.property(gappyValues, maybeJudgements, fc.boolean(), (given, judged, hasTitle) => {
        const { criteria } = scored(given, judged, hasTitle);
        const sum = criteria.reduce((total, { effectiveWeight }) => total + effectiveWeight, 0);
        expect(sum).toBeCloseTo(criteria.some((one) => one.score !== null) ? 1 : 0, 7);
        expect(criteria.every((one) => one.score !== null || one.effectiveWeight === 0)).toBe(true);
      }),
    );
  });

  it('can be worked out again from its criteria', () => {
    fc.assert(
      fc.property(gappyValues, maybeJudgements, (given, judged) => {
        const result = scored(given, judged);
        const mean = result.criteria.reduce((sum, one) => sum + one.effectiveWeight * (one.score ?? 0), 0);
        expect(result.score).toBe(Math.round(mean));
      }),
    );
  });

  it('is the same for the same input', () => {
    fc.assert(
      fc.property(gappyValues, maybeJudgements, (given, judged) => {
        expect(scored(given, judged)).toEqual(scored(given, judged));
      }),
    );
  });

  it('never rises when one measurement gets worse', () => {
    const more = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, maybeJudgements, anyRule, more, (given, judged, { rule, limit, worst }, step) => {
        const worse = { ...given, [rule]: (given[rule] ?? limit) + step * (worst - limit) };
        expect(scored(worse, judged).score).toBeLessThanOrEqual(scored(given, judged).score);
      }),
    );
  });

  it('never falls when the model thinks better of one criterion', () => {
    fc.assert(
      fc.property(values, judgements, fc.nat(8), fc.nat(100), (given, judged, index, more) => {
        const criteria = Object.keys(judged);
        const criterion = criteria[index % criteria.length] ?? '';
        const before = judged[criterion];
        if (!before) throw new Error('every criterion is judged here');
        const better = { ...judged, [criterion]: { ...before, score: Math.min(100, before.score + more) } };
        expect(scored(given, better).score).toBeGreaterThanOrEqual(scored(given, judged).score);
      }),
    );
  });

  it('has a finding for each rule that was missed by more than a trifle, and for no other', () => {
    fc.assert(
      fc.property(gappyValues, maybeJudgements, (given, judged) => {
        const missed = currentRubric.rules.filter(({ rule, limit, worst, cost }) => {
          const value = given[rule] ?? limit;
          return Math.min(1, (value - limit) / (worst - limit)) * cost >= WORTH_TELLING;
        });
        expect(new Set(scored(given, judged).findings.map(({ rule }) => rule))).toEqual(
          new Set(missed.map(({ rule }) => rule)),
        );
      }),
    );
  });
});
