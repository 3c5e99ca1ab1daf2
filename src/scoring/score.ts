import { type BrokenRule, brokenRules } from './broken-rules.js';
import type { MeasuredPicture, Rubric } from './rubric.js';
import { scoreCriterion } from './score-criterion.js';
import { type Finding, type Scorable, type Score, SEVERITY_FROM, Severity } from './scorecard.js';

/** Points of the measured half below which a missed rule is not worth a person's time. */
export const WORTH_TELLING = 0.5;

/**
 * Each broken rule takes points off its criterion's measured half, the more the further the value went from
 * `limit` towards `worst`. A criterion is the mix of its measured and judged half, or the one that is there.
 * The overall score is the mean of the criteria that could be scored, by their weights.
 */
export function score(rubric: Rubric, picture: Scorable): Score {
  const broken = brokenRules(rubric.rules, picture);
  const scored = rubric.criteria.map((criterion) => scoreCriterion(criterion, rubric.rules, broken, picture));
  const total = scored.reduce((sum, { score: points, weight }) => sum + (points === null ? 0 : weight), 0);
  const criteria = scored.map((one) => ({
    ...one,
    effectiveWeight: one.score === null ? 0 : share(one.weight, total),
  }));
  const overall = criteria.reduce((sum, one) => sum + one.effectiveWeight * (one.score ?? 0), 0);

  // What a rule takes off the overall score, before its criterion's floor of 0.
  const overallCost = ({ rule, lost }: BrokenRule) => {
    const row = criteria.find(({ criterion }) => criterion === rule.criterion);
    const definition = rubric.criteria.find(({ criterion }) => criterion === rule.criterion);
    const measuredShare = row?.judged === null ? 1 : (definition?.measuredShare ?? 0);
    return lost * measuredShare * (row?.effectiveWeight ?? 0);
  };
  const findings = broken
    .filter(({ lost }) => lost >= WORTH_TELLING)
    .sort((a, b) => overallCost(b) - overallCost(a))
    .map((one) => finding(one, picture));
  return { score: Math.round(overall), criteria, findings };
}

/** Rounded, so that 0.4 of 1 is not 0.4000000000000001: people read these. */
function share(weight: number, total: number): number {
  return Math.round((weight / total) * 1e9) / 1e9;
}

function finding({ rule, value, lost }: BrokenRule, picture: MeasuredPicture): Finding {
  return {
    rule: rule.rule,
    criterion: rule.criterion,
    severity: severity(lost),
    message: rule.message(value, picture),
    suggestion: rule.suggestion(value, picture),
    evidence: { value, comparison: rule.comparison, limit: rule.limit, unit: rule.unit },
    region: rule.region?.(picture) ?? null,
  };
}

function severity(lost: number): Severity {
  if (lost >= SEVERITY_FROM[Severity.CRITICAL]) return Severity.CRITICAL;
  return lost >= SEVERITY_FROM[Severity.MAJOR] ? Severity.MAJOR : Severity.MINOR;
}
