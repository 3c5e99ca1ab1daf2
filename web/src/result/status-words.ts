import type { AnalysisStatus, ResultFragment } from '../api/operations.generated.js';

/** What a score of that status is made of; the same words wherever it is shown or asked for. */
export const STATUS_WORDS: Readonly<Record<AnalysisStatus, string>> = {
  COMPLETE: 'Measured and judged',
  MEASURED: 'Measured only',
  PARTIAL: 'Incomplete',
};

/** The same for one result, of which it is known what is missing. */
export function statusOf({ status, judgement }: Pick<ResultFragment, 'status' | 'judgement'>): string {
  if (status !== 'PARTIAL') return STATUS_WORDS[status];
  return `${STATUS_WORDS.PARTIAL}: ${judgement ? 'not all was measured' : 'measured, not judged'}`;
}
