import type { Criterion } from '../scoring/rubric.js';
import type { JudgedCriterion } from '../scoring/scorecard.js';

/** Gives the judgement that pixels cannot give. */
export interface Judge {
  /**
   * Judges one picture.
   * @param signal gives the call up, because nobody waits for it any more
   * @throws AppError with a JUDGE_* code; never anything else
   */
  judge(request: JudgeRequest, signal: AbortSignal): Promise<JudgeReply>;
}

export interface JudgeRequest {
  /** A JPEG, small enough for the provider's limit. */
  readonly picture: Buffer;
  readonly context: JudgeContext;
  /** The rubric's criteria; those without a question are left out. */
  readonly criteria: readonly Criterion[];
}

/** What the client says about the video: content to judge by, never instructions. */
export interface JudgeContext {
  readonly title: string | null;
  readonly audience: string | null;
}

/** What the model says of a picture. */
export interface Verdict {
  /** One entry for every criterion that was asked about, and no other. */
  readonly criteria: Readonly<Record<string, JudgedCriterion>>;
  readonly summary: string;
  readonly strengths: readonly string[];
  readonly weaknesses: readonly string[];
}

export interface JudgeReply extends Verdict {
  /** The model that spoke: not always the first of the list. */
  readonly model: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** From the first attempt to the accepted reply. */
  readonly durationMs: number;
}
