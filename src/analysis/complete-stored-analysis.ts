import type { Loaded } from '@mikro-orm/core';
import { AppError, ErrorCode } from '../errors/app-error.js';
import { changeCounted } from '../figures/change-counted.js';
import type { CanonicalImage } from '../image/canonical-image.js';
import type { JudgementService } from '../judgement/judgement.service.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { Analysis } from '../records/analysis.entity.js';
import { AnalysisStatus } from '../records/analysis-status.js';
import { CriterionScore } from '../records/criterion-score.entity.js';
import { Finding } from '../records/finding.entity.js';
import { lockThumbnail } from '../records/lock-thumbnail.js';
import { Thumbnail } from '../records/thumbnail.entity.js';
import { rubricByVersion } from '../scoring/rubrics.js';
import { type AnalysisParts, verdictOn } from './compose-analysis.js';

/**
 * Gives a stored analysis the judgement that it lacks, by the rubric that it was scored with. Of several
 * concurrent callers, the first one writes, and all see the same row.
 * @throws AppError with a JUDGE_* code; the row is unchanged then.
 */
export async function completeStoredAnalysis(
  scope: OwnerScope,
  judgements: JudgementService,
  analysis: Loaded<Analysis, 'thumbnail'>,
  image: CanonicalImage,
  signal: AbortSignal,
): Promise<void> {
  const { id, title, audience, measurements, unmeasured } = analysis;
  const rubric = rubricByVersion(analysis.rubricVersion);
  if (!rubric)
    throw new AppError(ErrorCode.NOT_FOUND, 'This server does not have the rubric of that analysis.');
  const request = { image, rubric, context: { title, audience }, reuse: true };
  const { judgement, reused } = await judgements.obtain(scope, request, signal);
  await writeVerdict(scope, id, {
    thumbnail: analysis.thumbnail.$,
    rubric,
    measured: { measurements, unmeasured },
    outcome: { judgement, reused, failure: null },
    title,
    audience,
  });
}

async function writeVerdict(scope: OwnerScope, id: string, parts: AnalysisParts): Promise<void> {
  const { columns, criteria, findings } = verdictOn(parts);
  const completedAt = columns.status === AnalysisStatus.COMPLETE ? new Date() : null;
  await changeCounted(scope, parts.thumbnail.id, async ({ em }) => {
    if (!(await lockThumbnail(em, parts.thumbnail.id))) return;
    const waiting = { id, status: AnalysisStatus.PARTIAL, judgement: null };
    const written = await em.nativeUpdate(Analysis, waiting, {
      ...columns,
      judgement: columns.judgement?.id ?? null,
      completedAt,
    });
    if (written === 0) return;
    await em.nativeDelete(CriterionScore, { analysis: id });
    await em.nativeDelete(Finding, { analysis: id });
    await em.insertMany(
      CriterionScore,
      criteria.map((row) => ({ ...row, analysis: id })),
    );
    if (findings.length > 0)
      await em.insertMany(
        Finding,
        findings.map((row) => ({ ...row, analysis: id })),
      );
    await em.nativeUpdate(
      Thumbnail,
      { latestAnalysisId: id },
      { latestScore: columns.score, latestStatus: columns.status },
    );
  });
}
