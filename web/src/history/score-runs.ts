import type { AnalysisStatus } from '../api/operations.generated.js';

/** The newest score of one thumbnail. */
export interface ScorePoint {
  readonly id: string;
  readonly score: number;
  readonly status: AnalysisStatus;
  readonly rubricVersion: string;
  readonly createdAt: string;
}

/** Neighbours in time that were scored alike; only these may be joined by a line. */
export interface ScoreRun {
  readonly status: AnalysisStatus;
  readonly rubricVersion: string;
  readonly points: readonly (ScorePoint & { readonly position: number })[];
}

/** Splits points, the earliest first, where the rubric or the status changes. */
export function scoreRuns(points: readonly ScorePoint[]): ScoreRun[] {
  const runs: {
    status: AnalysisStatus;
    rubricVersion: string;
    points: (ScorePoint & { position: number })[];
  }[] = [];
  points.forEach((point, position) => {
    const last = runs.at(-1);
    const { status, rubricVersion } = point;
    if (last && last.status === status && last.rubricVersion === rubricVersion) {
      last.points.push({ ...point, position });
    } else {
      runs.push({ status, rubricVersion, points: [{ ...point, position }] });
    }
  });
  return runs;
}
