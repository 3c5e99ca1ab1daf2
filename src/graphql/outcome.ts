import type { ErrorCode } from '../errors/app-error.js';

/** What a GraphQL request asked for and what became of it, for its line in the log and for the metrics. */
export interface Outcome {
  /** As its client named it. */
  operation?: string;
  /** The one root field that it asks for, which is a name of the schema; `several`, or `none` when it came to none. */
  field: string;
  /** Of its errors, in their order; empty when there are none. */
  codes: readonly ErrorCode[];
}
