import { createHash } from 'node:crypto';
import type { CanonicalImage } from '../image/canonical-image.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import type { Rubric } from '../scoring/rubric.js';
import type { JudgeContext } from './judge.js';
import type { Judgement } from './judgement.entity.js';
import { questionVersionFor } from './prompt.js';

/** A picture and the question about it. */
export interface JudgementRequest {
  readonly image: CanonicalImage;
  readonly context: JudgeContext;
  readonly rubric: Rubric;
  /** Whether an equal judgement of an earlier request, or of one at the same time, may serve. */
  readonly reuse: boolean;
}

/** What makes two judgements interchangeable, but for the model. */
export type Question = Pick<Judgement, 'ownerId' | 'pixelHash' | 'title' | 'audience' | 'promptVersion'>;

/** What a request asks. */
export function questionOf(
  { ownerId }: OwnerScope,
  { image, context, rubric }: JudgementRequest,
  passes: number,
): Question {
  return {
    ownerId,
    pixelHash: image.pixelHash,
    title: context.title ?? '',
    audience: context.audience ?? '',
    promptVersion: questionVersionFor(rubric, passes),
  };
}

/** A name of that question, owner included, which gives none of its words away: 64 hexadecimal digits. */
export function nameOf({ ownerId, pixelHash, title, audience, promptVersion }: Question): string {
  const parts = JSON.stringify([ownerId, pixelHash, title, audience, promptVersion]);
  return createHash('sha256').update(parts).digest('hex');
}
