import type { CardAnalysis, CardFinding, CardRubric, Measured } from './answers.js';

/** A finding of one picture beside the same measurement of the other. */
export interface MovedFinding {
  readonly finding: CardFinding;
  readonly label: string;
  /** Values in the unit of the finding; null where there is none and the rule is just kept. */
  readonly before: number | null;
  readonly after: number | null;
  readonly better: boolean;
}

/** An analysis with the numbers that it rests on. */
export interface MeasuredAnalysis {
  readonly analysis: CardAnalysis;
  readonly measured: Measured;
}

/** The findings that are not the same on both pictures, those that are dearest on either picture first. */
export function movedFindings(
  before: MeasuredAnalysis,
  after: MeasuredAnalysis,
  rubric: CardRubric,
): MovedFinding[] {
  return rubric.rules
    .map(({ rule, label, family }) => {
      const [first, second] = [before, after].map(({ analysis }) => placeOf(analysis.findings, rule));
      const from = numberFor(before, rule, family);
      const to = numberFor(after, rule, family);
      const rank = Math.min(first?.rank ?? Infinity, second?.rank ?? Infinity);
      return { rank, label, first: first?.finding, second: second?.finding, before: from, after: to };
    })
    .sort((one, other) => one.rank - other.rank)
    .flatMap(({ label, first, second, before, after }) => {
      const evidence = (first ?? second)?.evidence;
      if (!evidence || before === after) return [];
      const sign = evidence.comparison === 'AT_LEAST' ? 1 : -1;
      const isBetter = before !== null && after !== null ? (after - before) * sign > 0 : second === undefined;
      const finding = isBetter ? (first ?? second) : (second ?? first);
      return finding ? { finding, label, before, after, better: isBetter } : [];
    });
}

function placeOf(findings: readonly CardFinding[], rule: string) {
  const rank = findings.findIndex((finding) => finding.rule === rule);
  const finding = findings[rank];
  return finding && { rank, finding };
}

/** Findings carry their number. For a rule that is kept only a measurement of the same name is sure to be its own. */
function numberFor({ analysis, measured }: MeasuredAnalysis, rule: string, family: string): number | null {
  const broken = analysis.findings.find((finding) => finding.rule === rule);
  const value = broken ? broken.evidence.value : measured[family]?.[rule];
  return typeof value === 'number' ? value : null;
}
