import { registerEnumType } from 'type-graphql';

/** How much of what was wanted an analysis holds. */
export enum AnalysisStatus {
  COMPLETE = 'COMPLETE',
  MEASURED = 'MEASURED',
  PARTIAL = 'PARTIAL',
}

registerEnumType(AnalysisStatus, {
  name: 'AnalysisStatus',
  description: 'Whether an analysis holds all that was wanted.',
  valuesConfig: {
    COMPLETE: { description: 'Measured and judged.' },
    MEASURED: { description: 'Measured; the judge was skipped by choice.' },
    PARTIAL: {
      description:
        'Something wanted is missing: the judgement, see judgeFailure, or a family, see unmeasured.',
    },
  },
});
