import type { Criterion } from './rubric.js';
import { criteria1 } from './rubric-1-criteria.js';

/** What text, faces and saliency let be measured that version 1 could only have judged, or measured less of. */
const changes: Readonly<Record<string, Partial<Criterion>>> = {
  legibility: { measuredShare: 0.6, withoutRules: 'there is no writing to measure, and no model judged it.' },
  focalPoint: { measuredShare: 0.5 },
  composition: { measuredShare: 0.4 },
  emotion: { measuredShare: 0.2, withoutRules: 'there is no face to measure, and no model judged it.' },
};

export const criteria2: readonly Criterion[] = criteria1.map((criterion) => ({
  ...criterion,
  ...changes[criterion.criterion],
}));
