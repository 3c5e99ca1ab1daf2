import type { Measurements } from './measurements.type.js';

export interface Measured {
  readonly measurements: Measurements;
  readonly unmeasured: readonly Unmeasured[];
}

/** The field of Measurements that holds a family. */
export type Family = keyof Measurements;

/** Why a family has no numbers. */
export enum UnmeasuredCause {
  FAILED = 'FAILED',
  TIMED_OUT = 'TIMED_OUT',
  SWITCHED_OFF = 'SWITCHED_OFF',
}

/** A family that has no numbers, and why; the reason is safe to show. */
export interface Unmeasured {
  readonly family: Family;
  readonly reason: string;
  readonly cause: UnmeasuredCause;
}
