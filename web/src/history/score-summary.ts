import { STATUS_WORDS } from '../result/status-words.js';
import type { ScorePoint } from './score-runs.js';

/** The line of scores in words, the earliest first; scores that were made in unlike ways are not mixed. */
export function scoreSummary(points: readonly ScorePoint[]): string {
  const rubrics = new Set(points.map(({ rubricVersion }) => rubricVersion));
  const kindOf = ({ status, rubricVersion }: ScorePoint) =>
    rubrics.size > 1 ? `${STATUS_WORDS[status]}, rubric ${rubricVersion}` : STATUS_WORDS[status];
  const kinds = [...Map.groupBy(points, kindOf)];
  const clauses = kinds.map(([kind, ones]) => {
    const course = courseOf(ones.map(({ score }) => score));
    return kinds.length > 1 ? `${kind}: ${ones.length}, ${course}` : course;
  });
  return `Scores of the newest ${points.length} thumbnails. ${clauses.join('. ')}`;
}

function courseOf(scores: readonly number[]): string {
  const mean = Math.round(scores.reduce((sum, score) => sum + score, 0) / scores.length);
  return scores.length > 1
    ? `${scores[0]} at first, ${scores.at(-1)} at last, ${mean} on average`
    : `${mean}`;
}
