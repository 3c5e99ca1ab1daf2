import type { AnalysisStatus } from './operations.generated.js';

/** What a score of that status is made of, in a word. */
export const STATUS_WORDS: Readonly<Record<AnalysisStatus, string>> = {
  COMPLETE: 'Judged',
  MEASURED: 'Measured only',
  PARTIAL: 'Incomplete',
};
