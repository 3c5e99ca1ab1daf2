import { Judgement } from '../judgement/judgement.entity.js';
import { promptVersionFor } from '../judgement/prompt.js';
import { type Measured, UnmeasuredCause } from '../measurement/measured.js';
import { MEASUREMENT_VERSION } from '../measurement/measurement-version.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { Analysis } from '../records/analysis.entity.js';
import { AnalysisStatus } from '../records/analysis-status.js';
import { CriterionScore } from '../records/criterion-score.entity.js';
import { Finding } from '../records/finding.entity.js';
import { searchColumnsOf, type Thumbnail } from '../records/thumbnail.entity.js';
import type { Rubric } from '../scoring/rubric.js';
import { score } from '../scoring/score.js';
import { scoreRange } from '../scoring/score-range.js';
import type { JudgeOutcome } from './judge-outcome.js';

/** What an analysis is made of. */
export interface AnalysisParts {
  readonly thumbnail: Thumbnail;
  readonly rubric: Rubric;
  readonly measured: Measured;
  readonly outcome: JudgeOutcome;
  readonly title: string | null;
  readonly audience: string | null;
}

/** The columns and rows that follow from the parts: the same parts always give the same ones. */
export function verdictOn({ thumbnail, rubric, measured, outcome, title }: AnalysisParts) {
  const picture = {
    original: thumbnail,
    measurements: measured.measurements,
    judged: outcome.judgement?.criteria ?? null,
    hasTitle: title !== null,
  };
  const scored = score(rubric, picture);
  return {
    columns: {
      promptVersion: promptVersionFor(rubric),
      status: statusOf(measured, outcome),
      score: scored.score,
      scoreRange: scoreRange(rubric, picture, outcome.judgement?.passes ?? []),
      judgement: outcome.judgement,
      judgementReused: outcome.reused,
      judgeFailure: outcome.failure,
    },
    criteria: scored.criteria.map((row, position) => ({ ...row, position })),
    findings: scored.findings.map((row, position) => ({ ...row, position })),
  };
}

/** A new analysis with all its rows, as the newest one of its thumbnail; the next flush stores them. */
export function composeAnalysis(scope: OwnerScope, id: string, now: Date, parts: AnalysisParts): Analysis {
  const { thumbnail, rubric, measured, title, audience } = parts;
  const { columns, criteria, findings } = verdictOn(parts);
  const analysis = scope.em.create(Analysis, {
    id,
    ownerId: scope.ownerId,
    thumbnail,
    createdAt: now,
    completedAt: columns.status === AnalysisStatus.COMPLETE ? now : null,
    rubricVersion: rubric.version,
    measurementVersion: MEASUREMENT_VERSION,
    title,
    audience,
    measurements: measured.measurements,
    unmeasured: measured.unmeasured,
    ...columns,
    judgement: columns.judgement && scope.em.getReference(Judgement, columns.judgement.id),
  });
  for (const row of criteria) scope.em.create(CriterionScore, { ...row, analysis });
  for (const row of findings) scope.em.create(Finding, { ...row, analysis });
  Object.assign(thumbnail, {
    latestAnalysisId: id,
    latestScore: analysis.score,
    latestStatus: analysis.status,
    latestTitle: title,
    ...searchColumnsOf(thumbnail.filename, title),
  });
  return analysis;
}

function statusOf({ unmeasured }: Measured, { judgement, failure }: JudgeOutcome): AnalysisStatus {
  // A family that the operator switched off is not missing.
  const missing = unmeasured.some(({ cause }) => cause !== UnmeasuredCause.SWITCHED_OFF);
  if (failure || missing) return AnalysisStatus.PARTIAL;
  return judgement ? AnalysisStatus.COMPLETE : AnalysisStatus.MEASURED;
}
