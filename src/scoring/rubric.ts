import type { OriginalPicture } from '../image/canonical-image.js';
import type { Measurements } from '../measurement/measurements.type.js';

/** One thing that a thumbnail is scored on. */
export interface Criterion {
  /** Stable key such as `contrast`. */
  readonly criterion: string;
  readonly label: string;
  readonly description: string;
  /** Share of the overall score when every criterion could be scored; all weights sum to 1. */
  readonly weight: number;
  /** Share of the measured half in the criterion's score when both halves are there, 0–1. */
  readonly measuredShare: number;
  /** What the model is asked, and what its scores mean; null where pixels alone decide. */
  readonly judged: { readonly question: string; readonly anchors: readonly Anchor[] } | null;
  /** True where there is nothing to judge without a video title. */
  readonly needsTitle: boolean;
}

/** What a judged score of that height looks like. */
export interface Anchor {
  readonly score: number;
  readonly meaning: string;
}
