import { ref } from '@mikro-orm/core';
import { Judgement } from '../judgement/judgement.entity.js';
import { promptVersionFor } from '../judgement/prompt.js';
import { type Measured, UnmeasuredCause } from '../measurement/measured.js';
import { MEASUREMENT_VERSION } from '../measurement/measurement-version.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import type { Rubric } from '../scoring/rubric.js';
import { score } from '../scoring/score.js';
import { scoreRange } from '../scoring/score-range.js';
import { searchColumnsOf, type Thumbnail } from '../thumbnail/thumbnail.entity.js';
import { Analysis } from './analysis.entity.js';
import { AnalysisStatus } from './analysis-status.js';
import type { Opinion } from './opinion.js';

/** What an analysis is made of. */
export interface AnalysisParts {
  readonly thumbnail: Thumbnail;
  readonly rubric: Rubric;
  readonly measured: Measured;
  readonly opinion: Opinion;
  readonly title: string | null;
  readonly audience: string | null;
}

/** The columns and rows that follow from the parts: the same parts always give the same ones. */
export function verdictOn({ thumbnail, rubric, measured, opinion, title }: AnalysisParts) {
  const picture = {
    original: thumbnail,
    measurements: measured.measurements,
    judged: opinion.judgement?.criteria ?? null,
    hasTitle: title !== null,
  };
  const scored = score(rubric, picture);
  return {
    columns: {
      promptVersion: promptVersionFor(rubric),
      status: statusOf(measured, opinion),
      score: scored.score,
      scoreRange: scoreRange(rubric, picture, opinion.judgement?.passes ?? []),
      judgement: opinion.judgement,
      judgementReused: opinion.reused,
      judgeFailure: opinion.failure,
    },
    criteria: scored.criteria.map((row, position) => ({ ...row, position })),
    findings: scored.findings.map((row, position) => ({ ...row, position })),
  };
}

/** A new analysis with all its rows, not stored yet, as the newest one of its thumbnail. */
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
    criteria,
    findings,
  });
  Object.assign(thumbnail, {
    latestAnalysisId: id,
    latestAnalysis: ref(analysis),
    latestScore: analysis.score,
    latestStatus: analysis.status,
    latestTitle: title,
    ...searchColumnsOf(thumbnail.filename, title),
  });
  return analysis;
}

function statusOf({ unmeasured }: Measured, { judgement, failure }: Opinion): AnalysisStatus {
  // Nobody misses what the operator did not want.
  const missing = unmeasured.some(({ cause }) => cause !== UnmeasuredCause.SWITCHED_OFF);
  if (failure || missing) return AnalysisStatus.PARTIAL;
  return judgement ? AnalysisStatus.COMPLETE : AnalysisStatus.MEASURED;
}
