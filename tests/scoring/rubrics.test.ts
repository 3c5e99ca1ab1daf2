import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Comparison } from '../../src/scoring/rubric.js';
import { currentRubric, publishedRubrics, rubricByVersion } from '../../src/scoring/rubrics.js';
import { unscored } from './tabled-rubric.js';

it('finds rubrics by version', () => {
  expect(rubricByVersion(currentRubric.version)).toBe(currentRubric);
  expect(rubricByVersion('0')).toBeNull();
});

describe.each(publishedRubrics)('rubric $version', (rubric) => {
  const measuredCriteria = new Set(rubric.rules.map(({ criterion }) => criterion));

  it('is frozen all the way down', () => {
    expect(notFrozen(rubric, 'rubric')).toEqual([]);
  });

  it('has weights that sum to 1', () => {
    expect(rubric.criteria.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('has unique keys', () => {
    expect(new Set(rubric.criteria.map(({ criterion }) => criterion)).size).toBe(rubric.criteria.length);
    expect(new Set(rubric.rules.map(({ rule }) => rule)).size).toBe(rubric.rules.length);
  });

  it.each(rubric.rules)('$rule: the worst lies on the wrong side of the limit', (rule) => {
    if (rule.comparison === Comparison.AT_LEAST) expect(rule.worst).toBeLessThan(rule.limit);
    else expect(rule.worst).toBeGreaterThan(rule.limit);
    expect(rule.cost).toBeGreaterThan(0);
    expect(rule.cost).toBeLessThanOrEqual(100);
    expect(rubric.criteria.map(({ criterion }) => criterion)).toContain(rule.criterion);
    expect(rule.message(rule.worst, unscored)).toMatch(/\.$/);
    expect(rule.suggestion(rule.worst, unscored)).toMatch(/\.$/);
  });

  it.each(rubric.criteria)('$criterion: can be scored, and says what its judged scores mean', (criterion) => {
    const { judged, measuredShare } = criterion;
    const isMeasured = measuredCriteria.has(criterion.criterion);
    expect(isMeasured || judged !== null).toBe(true);
    expect(measuredShare > 0).toBe(isMeasured);
    expect(measuredShare < 1).toBe(judged !== null);
    if (judged) expect(judged.anchors.map(({ score }) => score)).toEqual([0, 25, 50, 75, 100]);
  });
});

describe('docs/rubric.md', () => {
  const rows = readFileSync(new URL('../../docs/rubric.md', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    );

  it('tells the criteria as they are', () => {
    const told = rows.filter((row) => row.length === 4);
    expect(told).toEqual(
      currentRubric.criteria.map(({ criterion, weight, measuredShare, description }) => {
        return [`\`${criterion}\``, String(weight), String(measuredShare), description];
      }),
    );
  });

  it('tells the rules as they are', () => {
    const told = rows.filter((row) => row.length === 7);
    expect(told).toEqual(
      currentRubric.rules.map(({ rule, criterion, comparison, limit, worst, unit, cost, reason }) => {
        const side = comparison === Comparison.AT_LEAST ? 'at least' : 'at most';
        const within = (value: number) => `${value} ${unit}`.trim();
        return [`\`${rule}\``, `\`${criterion}\``, side, within(limit), within(worst), String(cost), reason];
      }),
    );
  });
});

/** The paths of all parts that could still be changed. */
function notFrozen(part: unknown, path: string): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = Object.isFrozen(part) ? [] : [path];
  return [...own, ...Object.entries(part).flatMap(([key, value]) => notFrozen(value, `${path}.${key}`))];
}
