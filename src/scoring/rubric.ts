import type { OriginalPicture } from '../image/canonical-image.js';
import type { Measurements } from '../measurement/measurements.type.js';
import type { Region } from '../measurement/region.type.js';

/** On which side of its limit a measured value is fine; the limit itself is fine. */
export enum Comparison {
  AT_LEAST = 'AT_LEAST',
  AT_MOST = 'AT_MOST',
}

/** A published way of scoring. It is frozen: a changed number is a new version. */
export interface Rubric {
  readonly version: string;
  readonly criteria: readonly Criterion[];
  readonly rules: readonly Rule[];
}

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
  /** What is said when no rule applies and no model judged; absent where some rule always applies. */
  readonly withoutRules?: string;
}

/** What a judged score of that height looks like. */
export interface Anchor {
  readonly score: number;
  readonly meaning: string;
}

/** One measured value and the points that it can take off the measured half of its criterion. */
export interface Rule {
  /** Stable key such as `rmsContrast`. */
  readonly rule: string;
  /** Key of the criterion that it belongs to. */
  readonly criterion: string;
  readonly label: string;
  /** The measurement family that the value comes from. */
  readonly family: keyof Measurements;
  /** False where there is nothing to compare, such as no writing; absent where the rule concerns every picture. */
  readonly applies?: (picture: MeasuredPicture) => boolean;
  /** The value to compare; null when it could not be measured. */
  readonly measured: (picture: MeasuredPicture) => number | null;
  readonly comparison: Comparison;
  /** The last value that costs nothing. */
  readonly limit: number;
  /** The first value that costs everything. */
  readonly worst: number;
  /** Unit of value, limit and worst; empty for a plain ratio. */
  readonly unit: string;
  /** Points of its criterion's measured half that are lost at `worst`, 0–100. */
  readonly cost: number;
  /** Why this threshold: a standard, YouTube's own rule, a paper, or our heuristic. */
  readonly reason: string;
  readonly message: (value: number, picture: MeasuredPicture) => string;
  readonly suggestion: (value: number, picture: MeasuredPicture) => string;
  /** Where in the picture it happens; absent where it concerns all of it. */
  readonly region?: (picture: MeasuredPicture) => Region | null;
}

/** What rules look at. */
export interface MeasuredPicture {
  readonly original: OriginalPicture;
  readonly measurements: Measurements;
}
