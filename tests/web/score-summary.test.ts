import { expect, it } from '@jest/globals';
import type { ScorePoint } from '../../web/src/history/score-runs.js';
import { scoreSummary } from '../../web/src/history/score-summary.js';

const point = (score: number, status: ScorePoint['status'], rubricVersion = '2'): ScorePoint => ({
  id: String(score),
  score,
  status,
  rubricVersion,
  createdAt: '2026-11-24T00:00:00.000Z',
});

it('scores of one kind are told as one course', () => {
  const points = [point(40, 'MEASURED'), point(70, 'MEASURED'), point(50, 'MEASURED')];
  expect(scoreSummary(points)).toBe(
    'Scores of the newest 3 thumbnails. 40 at first, 50 at last, 53 on average',
  );
});

it('scores of several kinds are not mixed', () => {
  const points = [point(40, 'MEASURED'), point(90, 'COMPLETE'), point(60, 'MEASURED')];
  expect(scoreSummary(points)).toBe(
    'Scores of the newest 3 thumbnails. Measured only: 2, 40 at first, 60 at last, 50 on average. Measured and judged: 1, 90',
  );
});

it('nor are scores by several rubrics', () => {
  const points = [point(40, 'MEASURED', '1'), point(60, 'MEASURED', '2')];
  expect(scoreSummary(points)).toBe(
    'Scores of the newest 2 thumbnails. Measured only, rubric 1: 1, 40. Measured only, rubric 2: 1, 60',
  );
});
