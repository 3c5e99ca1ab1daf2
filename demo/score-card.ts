import { styleText } from 'node:util';
import type { CardAnalysis, CardRubric } from './answers.js';

/** What a card shows; every text in it is ours and made of narrow letters, so that columns stay straight. */
export interface Card {
  readonly label: string;
  readonly analysis: CardAnalysis;
  readonly rubric: CardRubric;
  /** Lines of a picture that are as wide as the card's inside; none where the terminal cannot show one. */
  readonly preview: readonly string[];
}

/** Columns between the card's edge and its text, on both sides together. */
export const CARD_PADDING = 4;

const LABEL_COLUMNS = 22;
const SCORE_COLUMNS = 4;
const NOT_SCORED = 'unscored';
const NO_TITLE = 'no title';

/** The lines of a card, each exactly so many columns wide. */
export function scoreCard({ label, analysis, rubric, preview }: Card, width: number): string[] {
  const inside = width - CARD_PADDING;
  const { format, width: pixelsWide, height, bytes } = analysis.thumbnail;
  const source = analysis.judgement ? 'measured and judged' : 'measured only';
  const score = `${analysis.score} of 100`;
  const size = `${pixelsWide}×${height} · ${format} · ${kilobytes(bytes)}`;
  const line = (text: string, styled = text) =>
    `${styleText('dim', '│')} ${styled}${' '.repeat(inside - text.length)} ${styleText('dim', '│')}`;
  const top = `${styleText('dim', '╭─')} ${styleText('bold', label)} `;

  return [
    top + styleText('dim', `${'─'.repeat(width - label.length - 5)}╮`),
    ...preview.map((row) => line(' '.repeat(inside), row)),
    ...(preview.length > 0 ? [line('')] : []),
    line(`${score}  ${source}`, `${styleText(['bold', toneOf(analysis.score)], score)}  ${source}`),
    line(size, styleText('dim', size)),
    line(''),
    ...analysis.criteria.map(({ criterion, score: points }) => {
      const known = rubric.criteria.find((other) => other.criterion === criterion);
      const missing = known?.needsTitle && analysis.title === null ? NO_TITLE : NOT_SCORED;
      const name = (known?.label ?? criterion).padEnd(LABEL_COLUMNS);
      const number = (points?.toString() ?? '–').padStart(SCORE_COLUMNS);
      const { text, styled } = bar(points, missing, inside - LABEL_COLUMNS - SCORE_COLUMNS);
      return line(name + text + number, name + styled + number);
    }),
    styleText('dim', `╰${'─'.repeat(width - 2)}╯`),
  ];
}

function bar(score: number | null, missing: string, columns: number): { text: string; styled: string } {
  if (score === null) {
    const text = missing.padEnd(columns);
    return { text, styled: styleText('dim', text) };
  }
  const filled = Math.round((score / 100) * columns);
  const full = '▇'.repeat(filled);
  const rest = '·'.repeat(columns - filled);
  return { text: full + rest, styled: styleText(toneOf(score), full) + styleText('dim', rest) };
}

/** Only repeats what the number says: a third of the way is red, two thirds yellow. */
export function toneOf(score: number): 'green' | 'yellow' | 'red' {
  if (score >= 67) return 'green';
  return score >= 34 ? 'yellow' : 'red';
}

function kilobytes(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
