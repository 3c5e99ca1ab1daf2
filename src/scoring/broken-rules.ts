import { Comparison, type MeasuredPicture, type Rule } from './rubric.js';

/** A rule whose value lies on the wrong side of its limit. */
export interface BrokenRule {
  readonly rule: Rule;
  readonly value: number;
  /** Points that it takes off its criterion's measured half. */
  readonly lost: number;
}

/** The rules that concern this picture. */
export function applicable(rules: readonly Rule[], picture: MeasuredPicture): Rule[] {
  return rules.filter((rule) => rule.applies?.(picture) ?? true);
}

/** The rules that concern the picture, could be measured and were not kept, in the rubric's order. */
export function brokenRules(rules: readonly Rule[], picture: MeasuredPicture): BrokenRule[] {
  return applicable(rules, picture).flatMap((rule) => {
    const value = rule.measured(picture);
    return value === null || isKept(rule, value)
      ? []
      : [{ rule, value, lost: rule.cost * extent(rule, value) }];
  });
}

function isKept({ comparison, limit }: Rule, value: number): boolean {
  return comparison === Comparison.AT_LEAST ? value >= limit : value <= limit;
}

/** How far the value went from the limit towards the worst, 0–1. */
function extent({ limit, worst }: Rule, value: number): number {
  return Math.min(1, Math.max(0, (value - limit) / (worst - limit)));
}
