import type { ResultFragment } from '../api/operations.generated.js';

type Parts = Pick<ResultFragment['criteria'][number], 'score' | 'measured' | 'judged'>;

/** How far one picture is from another in a criterion, and in which of its numbers. */
export interface Difference {
  readonly points: number;
  readonly of: 'score' | 'measured';
}

/**
 * What can be said of two scores of one criterion. A score that is a blend of measured and judged and one that is only
 * measured are unlike; then the measured parts are compared, where both have one.
 */
export function differenceOf(from: Parts | undefined, to: Parts | undefined): Difference | null {
  if (!from || !to || from.score === null || to.score === null) return null;
  const areAlike = isIn(from.measured) === isIn(to.measured) && isIn(from.judged) === isIn(to.judged);
  if (areAlike) return { points: to.score - from.score, of: 'score' };
  if (from.measured === null || to.measured === null) return null;
  return { points: to.measured - from.measured, of: 'measured' };
}

/** What the total of a result is made of; totals that are made of other parts say nothing about each other. */
export function partsOfTotal({ rubricVersion, status, judgement, unmeasured }: ResultFragment): string {
  const without = unmeasured.map(({ family }) => family).sort();
  return [rubricVersion, status, judgement ? 'judged' : 'not judged', ...without].join(' ');
}

function isIn(part: number | null): boolean {
  return part !== null;
}
