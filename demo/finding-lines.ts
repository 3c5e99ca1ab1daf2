import { styleText } from 'node:util';
import type { CardFinding, CardRubric } from './answers.js';
import type { MovedFinding } from './moved-findings.js';
import { printable } from './printable.js';
import { wrap } from './wrap.js';

/** How many findings the demo shows. */
export const SHOWN = 3;
const INDENT = '    ';
const LABEL_COLUMNS = 21;

/** The findings that matter most, each with its number, its limit and what to do. */
export function findingLines(
  findings: readonly CardFinding[],
  rubric: CardRubric,
  columns: number,
): string[] {
  if (findings.length === 0) return ['  No rule took points off.'];
  return findings.slice(0, SHOWN).flatMap((finding) => {
    const label = rubric.rules.find(({ rule }) => rule === finding.rule)?.label ?? finding.rule;
    const bullet = styleText('yellow', '•');
    return [
      headLine(bullet, label, withUnit(finding.evidence.value, finding), finding),
      ...advice(finding, columns),
    ];
  });
}

/** The findings that moved most, each with both numbers, its limit and how it was fixed. */
export function movedFindingLines(moved: readonly MovedFinding[], columns: number): string[] {
  if (moved.length === 0) return ['  Nothing: both pictures keep and break the same rules alike.'];
  return moved.slice(0, SHOWN).flatMap(({ finding, label, before, after, better }) => {
    const sign = better ? styleText('green', '▲') : styleText('red', '▼');
    const values = [before, after].map((value) => (value === null ? 'fine' : withUnit(value, finding)));
    return [headLine(sign, label, values.join(' → '), finding), ...advice(finding, columns)];
  });
}

function headLine(sign: string, label: string, values: string, finding: CardFinding): string {
  const limit = styleText('dim', `(${limitText(finding)})`);
  return `  ${sign} ${styleText('bold', label.padEnd(LABEL_COLUMNS))} ${values}  ${limit}`;
}

/** Which values would have been fine, such as "at least 0.45". */
export function limitText({ evidence }: CardFinding): string {
  const side = evidence.comparison === 'AT_LEAST' ? 'at least' : 'at most';
  return `${side} ${number(evidence.limit)}`;
}

function advice({ message, suggestion }: CardFinding, columns: number): string[] {
  const lines = [message, suggestion].flatMap((text) => wrap(printable(text), columns - INDENT.length));
  return lines.map((line) => INDENT + line);
}

/** A value as a finding would give it. */
export function withUnit(value: number, { evidence }: CardFinding): string {
  return evidence.unit === '' ? number(value) : `${number(value)} ${evidence.unit}`;
}

/** Three digits are enough to compare a value with its limit. */
function number(value: number): string {
  const digits = Math.abs(value) < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 };
  return value.toLocaleString('en', { ...digits, useGrouping: false });
}
