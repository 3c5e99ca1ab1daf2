import type { Rubric } from './rubric.js';
import { score } from './score.js';
import type { PassScores, Scorable } from './scorecard.js';

/** Whole, 0–100. */
export interface ScoreRange {
  readonly lowest: number;
  readonly highest: number;
}

/**
 * The lowest and the highest overall score that a single pass of the judge would have led to; null unless there were
 * several. The score itself is made of a median for each criterion, which may come from different passes: where the
 * passes contradict each other, it can lie outside.
 */
export function scoreRange(
  rubric: Rubric,
  picture: Scorable,
  passes: readonly PassScores[],
): ScoreRange | null {
  if (passes.length < 2) return null;
  const scores = passes.map((pass) => score(rubric, { ...picture, judged: asJudged(pass) }).score);
  return { lowest: Math.min(...scores), highest: Math.max(...scores) };
}

/** Only the numbers count here. */
function asJudged(pass: PassScores): Scorable['judged'] {
  return Object.fromEntries(
    Object.entries(pass).map(([criterion, points]) => [criterion, { score: points, reason: '' }]),
  );
}
