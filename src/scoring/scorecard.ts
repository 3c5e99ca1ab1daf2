import type { Region } from '../measurement/region.type.js';
import type { Comparison, MeasuredPicture } from './rubric.js';

/** How much of its criterion's measured half a finding takes. */
export enum Severity {
  MINOR = 'MINOR',
  MAJOR = 'MAJOR',
  CRITICAL = 'CRITICAL',
}

/** Points of the measured half from which a finding is no longer the severity below. */
export const SEVERITY_FROM = { [Severity.MAJOR]: 20, [Severity.CRITICAL]: 50 } as const;

/** What is scored. */
export interface Scorable extends MeasuredPicture {
  /** By criterion; null when no model judged the picture. */
  readonly judged: Readonly<Record<string, JudgedCriterion>> | null;
  readonly hasTitle: boolean;
}

export interface JudgedCriterion {
  /** 0–100. */
  readonly score: number;
  readonly reason: string;
  /** Where the model saw it; null where it concerns all of the picture, absent in judgements of the first prompt. */
  readonly region?: Region | null;
  /** True where several passes were far apart; absent in judgements of the first prompt. */
  readonly unstable?: boolean;
}

/** What one pass of the judge gave, 0–100 by criterion. */
export type PassScores = Readonly<Record<string, number>>;

export interface Score {
  /** Whole, 0–100. */
  readonly score: number;
  /** In the rubric's order. */
  readonly criteria: readonly CriterionScore[];
  /** The one that costs most overall points first. */
  readonly findings: readonly Finding[];
}

export interface CriterionScore {
  readonly criterion: string;
  /** Whole, 0–100; null when neither half was there. */
  readonly score: number | null;
  readonly weight: number;
  /** Its share in this overall score; 0 when it could not be scored. */
  readonly effectiveWeight: number;
  readonly measured: number | null;
  readonly judged: number | null;
  readonly reason: string;
  /** True where several passes of the judge were far apart. */
  readonly unstable: boolean;
  /** Where the judge saw what the reason says; null where that concerns all of the picture, or nobody judged. */
  readonly region: Region | null;
}

export interface Finding {
  readonly rule: string;
  readonly criterion: string;
  readonly severity: Severity;
  readonly message: string;
  readonly suggestion: string;
  readonly evidence: Evidence;
  readonly region: Region | null;
}

export interface Evidence {
  readonly value: number;
  readonly comparison: Comparison;
  readonly limit: number;
  readonly unit: string;
}
