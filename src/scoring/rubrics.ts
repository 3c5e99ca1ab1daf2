import type { Rubric } from './rubric.js';
import { rubric1 } from './rubric-1.js';
import { rubric2 } from './rubric-2.js';

/** Every version that analyses may have been scored by, oldest first. */
export const publishedRubrics: readonly Rubric[] = Object.freeze([rubric1, rubric2]);

/** The rubric that new analyses are scored by. */
export const currentRubric: Rubric = rubric2;

/** A published rubric, also an old one; null when there never was such a version. */
export function rubricByVersion(version: string): Rubric | null {
  return publishedRubrics.find((rubric) => rubric.version === version) ?? null;
}
