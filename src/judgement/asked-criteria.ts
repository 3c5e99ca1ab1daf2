import type { Criterion } from '../scoring/rubric.js';

/** A criterion that the model is asked about. */
export type AskedCriterion = Criterion & { readonly judged: NonNullable<Criterion['judged']> };

/** The criteria with a question, in their order; those that need a title only where there is one. */
export function askedCriteria(criteria: readonly Criterion[], title: string | null): AskedCriterion[] {
  return criteria.filter(isAsked).filter((criterion) => title !== null || !criterion.needsTitle);
}

function isAsked(criterion: Criterion): criterion is AskedCriterion {
  return criterion.judged !== null;
}
