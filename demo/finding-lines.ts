import { styleText } from 'node:util';
import type { CardFinding, CardRubric } from './answers.js';
import type { MovedFinding } from './moved-findings.js';
import { printable } from './printable.js';
import { wrap } from './wrap.js';

/** How many findings the demo shows. */
const SHOWN = 3;
const INDENT = 4;

/** The findings that matter most, each with its number, its limit and what to do. */
export function findingLines(
  findings: readonly CardFinding[],
  rubric: CardRubric,
  columns: number,
): string[] {
  if (findings.length === 0) return ['  No rule took points off.'];
  return findings.slice(0, SHOWN).flatMap((finding) => {
    const label = rubric.rules.find(({ rule }) => rule === finding.rule)?.label ?? finding.rule;
    const head = `  ${styleText('yellow', '•')} ${styleText('bold', label)}  ${number(finding.evidence.value)}${unit(finding)}`;
    return [`${head} ${styleText('dim', `(${limit(finding)})`)}`, ...advice(finding, columns)];
  });
}

/** The findings that moved most, each with both numbers, its limit and what was done about it. */
export function movedFindingLines(moved: readonly MovedFinding[], columns: number): string[] {
  if (moved.length === 0) return ['  Nothing: both pictures keep and break the same rules alike.'];
  return moved.slice(0, SHOWN).flatMap(({ finding, label, before, after, better }) => {
    const sign = better ? styleText('green', '▲') : styleText('red', '▼');
    const values = [before, after].map((value) => (value === null ? 'fine' : number(value) + unit(finding)));
    const head = `  ${sign} ${styleText('bold', label)}  ${values.join(' → ')}`;
    return [`${head} ${styleText('dim', `(${limit(finding)})`)}`, ...advice(finding, columns)];
  });
}

function advice({ message, suggestion }: CardFinding, columns: number): string[] {
  const indent = ' '.repeat(INDENT);
  const lines = wrap(printable(`${message} ${suggestion}`), columns - INDENT);
  return lines.map((line) => indent + line);
}

function limit({ evidence }: CardFinding): string {
  const side = evidence.comparison === 'AT_LEAST' ? 'at least' : 'at most';
  return `${side} ${number(evidence.limit)}${evidence.unit && ` ${evidence.unit}`}`;
}

function unit({ evidence }: CardFinding): string {
  return evidence.unit && ` ${evidence.unit}`;
}

/** Three digits tell a value from its limit; nobody reads more. */
function number(value: number): string {
  const digits = Math.abs(value) < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 };
  return value.toLocaleString('en', { ...digits, useGrouping: false });
}
