import type { AnalysisStatus } from './operations.generated.ts';

/** What a status means to somebody who reads a score. */
export const STATUS_WORDS: Readonly<Record<AnalysisStatus, string>> = {
  COMPLETE: 'measured and judged',
  MEASURED: 'measured only',
  PARTIAL: 'incomplete',
};
