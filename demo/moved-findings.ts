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

/** The findings that are not the same on both pictures, the dearest of the first picture first. */
export function movedFindings(
  before: MeasuredAnalysis,
  after: MeasuredAnalysis,
  rubric: CardRubric,
): MovedFinding[] {
  const findings = [...before.analysis.findings, ...after.analysis.findings];
  const first = new Map(findings.toReversed().map((finding) => [finding.rule, finding]));
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  return rules.flatMap((rule) => {
    const finding = first.get(rule);
    const known = rubric.rules.find((other) => other.rule === rule);
    if (!finding || !known) return [];
    const from = numberFor(before, rule, known.family);
    const to = numberFor(after, rule, known.family);
    if (from === to) return [];
    const wanted = finding.evidence.comparison === 'AT_LEAST' ? 1 : -1;
    const isBetter =
      from !== null && to !== null ? (to - from) * wanted > 0 : before.analysis.findings.includes(finding);
    return { finding, label: known.label, before: from, after: to, better: isBetter };
  });
}

/** Findings carry their number. For a rule that is kept only a measurement of the same name is sure to be its own. */
function numberFor({ analysis, measured }: MeasuredAnalysis, rule: string, family: string): number | null {
  const broken = analysis.findings.find((finding) => finding.rule === rule);
  const value = broken ? broken.evidence.value : measured[family]?.[rule];
  return typeof value === 'number' ? value : null;
}
