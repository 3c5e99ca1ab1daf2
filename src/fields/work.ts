import type { GraphQLField } from 'graphql';
import { Extensions } from 'type-graphql';

/** The work that a field causes, beside reading what is selected below it. */
export interface FieldWork {
  /** In ordinary fields: the limit on the cost of a query counts it. */
  readonly cost: number;
  /** The same, only where the argument `filter` is given: a filter can have rows read one after another. */
  readonly filterCost?: number;
  /** Counts in the allowances of analyses as well, since it measures and may ask a model. */
  readonly isAnalysis?: boolean;
}

const NO_WORK: FieldWork = { cost: 0 };

/** Declares the work of a field, beside the field. Every mutation has one, and every field that filters. */
export function Work(work: FieldWork): MethodDecorator & PropertyDecorator {
  return Extensions({ work });
}

/** The declared work of a field; none where nothing is declared. */
export function workOf({ extensions }: Pick<GraphQLField<unknown, unknown>, 'extensions'>): FieldWork {
  // Only `Work` writes it.
  return (extensions.work as FieldWork | undefined) ?? NO_WORK;
}
