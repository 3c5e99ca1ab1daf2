import type { CanonicalImage } from '../image/canonical-image.js';
import type { Judgement } from '../judgement/judgement.entity.js';
import type { JudgementService } from '../judgement/judgement.service.js';
import { ModelError } from '../model/model-error.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import type { JudgeFailure } from '../records/judge-failure.type.js';
import type { Rubric } from '../scoring/rubric.js';
import { type AnalysisRequest, JudgePolicy } from './analyze-thumbnail.input.js';

/** What came of asking the judge: a judgement, a failure, or neither where none was wanted. */
export interface JudgeOutcome {
  readonly judgement: Judgement | null;
  readonly reused: boolean;
  readonly failure: JudgeFailure | null;
}

/**
 * Asks the judge as the policy says.
 * @throws ModelError, only under REQUIRED; anything else that fails is thrown under every policy.
 */
export async function askTheJudge(
  judgements: JudgementService,
  scope: OwnerScope,
  image: CanonicalImage,
  rubric: Rubric,
  { title, audience, judge, reuse }: AnalysisRequest,
  signal: AbortSignal,
): Promise<JudgeOutcome> {
  if (judge === JudgePolicy.SKIP) return { judgement: null, reused: false, failure: null };
  try {
    const request = { image, rubric, context: { title, audience }, reuse };
    const { judgement, reused } = await judgements.obtain(scope, request, signal);
    return { judgement, reused, failure: null };
  } catch (error) {
    if (judge === JudgePolicy.REQUIRED || !(error instanceof ModelError)) throw error;
    return {
      judgement: null,
      reused: false,
      failure: { code: error.code, message: error.message, retryAfter: error.retryAfter ?? null },
    };
  }
}
