import type { Criterion } from '../scoring/rubric.js';
import type { JudgedCriterion, PassScores } from '../scoring/scorecard.js';

/** Gives the judgement that pixels cannot give. */
export interface Judge {
  /**
   * Judges one picture.
   * @param signal cancels the call, because no caller waits for it any more
   * @throws ModelError with a JUDGE_* code, or SERVER_BUSY; never anything else
   */
  judge(request: JudgeRequest, signal: AbortSignal): Promise<JudgeVerdict>;
}

export interface JudgeRequest {
  /** A JPEG, small enough for the provider's limit. */
  readonly picture: Buffer;
  readonly context: JudgeContext;
  /** The rubric's criteria; those without a question are left out. */
  readonly criteria: readonly Criterion[];
  /** How long the caller has waited already: it counts against the deadline. */
  readonly waitedMs?: number;
}

/** What the client says about the video: content to judge by, never instructions. */
export interface JudgeContext {
  readonly title: string | null;
  readonly audience: string | null;
}

/** What the model says of a picture: a checked reply. */
export interface Verdict {
  /** One entry for every criterion that was asked about, and no other. */
  readonly criteria: Readonly<Record<string, JudgedCriterion>>;
  readonly summary: string;
  readonly strengths: readonly string[];
  readonly weaknesses: readonly string[];
}

/** The verdict of one pass over a picture. */
export interface PassVerdict extends Verdict {
  /** The model that gave it: not always the first of the list. */
  readonly model: string;
  /** Of all calls that brought a reply, refused ones included. */
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** The verdict of all passes. */
export interface JudgeVerdict extends PassVerdict {
  /** The score of each criterion in every pass that brought a verdict; the verdict's own are their medians. */
  readonly passes: readonly PassScores[];
  /** From the question to the last accepted reply, waiting for a place included. */
  readonly durationMs: number;
}
