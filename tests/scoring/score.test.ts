import { describe, expect, it } from '@jest/globals';
import { Comparison, type Rubric } from '../../src/scoring/rubric.js';
import { score } from '../../src/scoring/score.js';
import { Severity } from '../../src/scoring/scorecard.js';
import { unscored, withValues } from './tabled-rubric.js';

const rule = (name: string, criterion: string, cost: number) => ({
  rule: name,
  criterion,
  label: `Label of ${name}`,
  family: 'light' as const,
  measured: () => null,
  comparison: Comparison.AT_LEAST,
  limit: 10,
  worst: 0,
  unit: 'u',
  cost,
  reason: 'because',
  message: (value: number) => `${name} is ${value}`,
  suggestion: (value: number) => `raise ${name} by ${10 - value}`,
});
const criterion = (
  name: string,
  weight: number,
  measuredShare: number,
  judged: boolean,
  needsTitle = false,
) => ({
  criterion: name,
  label: name,
  description: name,
  weight,
  measuredShare,
  needsTitle,
  judged: judged ? { question: 'How?', anchors: [] } : null,
});
const rubric: Rubric = {
  version: 'test',
  criteria: [
    criterion('both', 0.4, 0.25, true),
    criterion('judgedOnly', 0.3, 0, true),
    criterion('measuredOnly', 0.2, 1, false),
    criterion('title', 0.1, 0, true, true),
  ],
  rules: [rule('a', 'both', 100), rule('b', 'measuredOnly', 30), rule('c', 'measuredOnly', 90)],
};
const all = { a: 10, b: 10, c: 10 };
const words = (points: number) => ({ score: points, reason: `worth ${points}` });
const judged = { both: words(80), judgedOnly: words(50), title: words(20) };
const scored = (values: Record<string, number | null>, changes: Partial<typeof unscored> = {}) =>
  score(withValues(rubric, values), { ...unscored, ...changes });
const row = (result: ReturnType<typeof score>, name: string) =>
  result.criteria.find((one) => one.criterion === name);

describe('score', () => {
  it('mixes the halves by measuredShare and the criteria by weight', () => {
    const result = scored({ ...all, a: 6 }, { judged });
    // a lost 4 of 10, so the measured half is 60: 0.25 · 60 + 0.75 · 80 = 75.
    expect(row(result, 'both')).toEqual({
      criterion: 'both',
      score: 75,
      weight: 0.4,
      effectiveWeight: 0.4,
      measured: 60,
      judged: 80,
      reason: 'worth 80',
      unstable: false,
      region: null,
    });
    // 0.4 · 75 + 0.3 · 50 + 0.2 · 100 + 0.1 · 20
    expect(result.score).toBe(67);
  });

  it('keeps where the model saw it, and that it wavered, only where it was asked', () => {
    const seen = { ...words(60), region: { x: 0, y: 0, width: 0.5, height: 1 }, unstable: true };
    const result = scored(all, { judged: { both: seen, title: seen, measuredOnly: seen }, hasTitle: false });
    expect(row(result, 'both')).toMatchObject({ region: seen.region, unstable: true });
    for (const name of ['title', 'measuredOnly', 'judgedOnly'])
      expect(row(result, name)).toMatchObject({ region: null, unstable: false });
  });

  it('goes by the half that is there, says so, and shares out the weights of the rest', () => {
    const result = scored({ ...all, a: 5 });
    expect(row(result, 'both')).toMatchObject({ score: 50, judged: null, effectiveWeight: 0.666666667 });
    expect(row(result, 'both')?.reason).toBe(
      'Measured only: no model judged it. Most points were lost on: Label of a.',
    );
    expect(row(result, 'judgedOnly')).toMatchObject({ score: null, measured: null, effectiveWeight: 0 });
    expect(row(result, 'judgedOnly')?.reason).toMatch(/^Not scored: only a model/);
    expect(result.score).toBe(67);
  });

  it('goes by the model where nothing could be measured', () => {
    const result = scored({ ...all, a: null }, { judged });
    expect(row(result, 'both')).toMatchObject({ score: 80, measured: null });
    expect(row(result, 'both')?.reason).toBe('Judged only: it could not be measured. worth 80');
  });

  it('does not score the title fit of a video without title, whatever the model says', () => {
    const result = scored(all, { judged, hasTitle: false });
    expect(row(result, 'title')).toMatchObject({ score: null, judged: null, effectiveWeight: 0 });
    expect(row(result, 'title')?.reason).toMatch(/no video title/);
  });

  it('takes nothing off at the limit, everything at the worst and beyond, and never goes below 0', () => {
    const measuredOnly = (b: number, c: number) => row(scored({ ...all, b, c }), 'measuredOnly')?.measured;
    expect(measuredOnly(10, 10)).toBe(100);
    expect(measuredOnly(5, 10)).toBe(85);
    expect(measuredOnly(0, 10)).toBe(70);
    expect(measuredOnly(-7, 10)).toBe(70);
    expect(measuredOnly(0, 0)).toBe(0);
  });

  it('lists what was missed, with its evidence, the dearest of the whole score first', () => {
    const { findings } = scored({ a: 9, b: 0, c: 2 }, { judged });
    // Of the whole: c 72 · 0.2 = 14.4, b 30 · 0.2 = 6, a 10 · 0.25 · 0.4 = 1.
    expect(findings.map((one) => [one.rule, one.severity])).toEqual([
      ['c', Severity.CRITICAL],
      ['b', Severity.MAJOR],
      ['a', Severity.MINOR],
    ]);
    expect(findings[0]).toEqual({
      rule: 'c',
      criterion: 'measuredOnly',
      severity: Severity.CRITICAL,
      message: 'c is 2',
      suggestion: 'raise c by 8',
      evidence: { value: 2, comparison: Comparison.AT_LEAST, limit: 10, unit: 'u' },
      region: null,
    });
  });

  it('is 0 when nothing at all could be scored', () => {
    const result = scored({});
    expect(result.score).toBe(0);
    expect(result.criteria.map(({ effectiveWeight }) => effectiveWeight)).toEqual([0, 0, 0, 0]);
  });
});
