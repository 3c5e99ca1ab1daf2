import { applicable, type BrokenRule } from './broken-rules.js';
import type { Criterion, Rule } from './rubric.js';
import type { CriterionScore, JudgedCriterion, Scorable } from './scorecard.js';

/** One criterion without its share in the overall score, which depends on the others. */
export function scoreCriterion(
  criterion: Criterion,
  rules: readonly Rule[],
  broken: readonly BrokenRule[],
  picture: Scorable,
): Omit<CriterionScore, 'effectiveWeight'> {
  const own = applicable(rules, picture).filter((rule) => rule.criterion === criterion.criterion);
  const lost = broken.filter(({ rule }) => rule.criterion === criterion.criterion);
  const known = own.filter((rule) => rule.measured(picture) !== null);
  const judgement = judged(criterion, picture);

  const halves = { measured: known.length > 0 ? measuredHalf(lost) : null, judged: judgement?.score ?? null };
  return {
    criterion: criterion.criterion,
    score: combine(criterion, halves),
    weight: criterion.weight,
    ...halves,
    reason: reason(criterion, picture, judgement?.reason ?? null, {
      rules: own.length,
      known: known.length,
      worst: worstLabel(lost),
    }),
    unstable: judgement?.unstable ?? false,
    region: judgement?.region ?? null,
  };
}

function measuredHalf(lost: readonly BrokenRule[]): number {
  return Math.max(0, Math.round(100 - lost.reduce((sum, rule) => sum + rule.lost, 0)));
}

function judged(criterion: Criterion, { judged, hasTitle }: Scorable): JudgedCriterion | null {
  if (!criterion.judged || (criterion.needsTitle && !hasTitle)) return null;
  const given = judged?.[criterion.criterion];
  return given ? { ...given, score: Math.round(Math.min(100, Math.max(0, given.score))) } : null;
}

function combine(
  { measuredShare }: Criterion,
  { measured, judged }: { measured: number | null; judged: number | null },
): number | null {
  if (measured === null || judged === null) return measured ?? judged;
  return Math.round(measuredShare * measured + (1 - measuredShare) * judged);
}

function worstLabel(lost: readonly BrokenRule[]): string | null {
  const worst = lost.reduce<BrokenRule | null>(
    (most, one) => (most && most.lost >= one.lost ? most : one),
    null,
  );
  return worst?.rule.label ?? null;
}

interface MeasuredSide {
  /** How many of the criterion's rules concern the picture, and how many of these had a value. */
  readonly rules: number;
  readonly known: number;
  /** Label of the rule that cost most; null when all were kept. */
  readonly worst: string | null;
}

/** What decided, and which half is missing. */
function reason(
  criterion: Criterion,
  { hasTitle }: Scorable,
  judgement: string | null,
  { rules, known, worst }: MeasuredSide,
): string {
  if (criterion.needsTitle && !hasTitle) return 'Not scored: there is no video title to compare it with.';
  if (known === 0 && judgement === null) {
    if (rules > 0) return 'Not scored: it could not be measured.';
    return `Not scored: ${criterion.withoutRules ?? 'only a model can judge this, and none did.'}`;
  }
  const sentences: string[] = [];
  if (known > 0 && judgement === null && criterion.judged)
    sentences.push('Measured only: no model judged it.');
  if (known === 0 && rules > 0) sentences.push('Judged only: it could not be measured.');
  if (known > 0 && known < rules) sentences.push('Some of it could not be measured.');
  if (judgement !== null) sentences.push(judgement);
  else sentences.push(worst === null ? 'No rule took points off.' : `Most points were lost on: ${worst}.`);
  return sentences.join(' ');
}
