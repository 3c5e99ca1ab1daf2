import { styleText } from 'node:util';
import type { AnalyzedPicture } from './analyze-picture.js';
import type { CardRubric } from './answers.js';
import { findingLines, movedFindingLines } from './finding-lines.js';
import { movedFindings } from './moved-findings.js';
import { printable } from './printable.js';
import { CARD_PADDING, scoreCard } from './score-card.js';
import { terminalPreview } from './terminal-preview.js';
import { wrap } from './wrap.js';

const NARROW = 80;
const CARD_COLUMNS = { least: 38, most: 48 };
const GAP = '  ';

/** Everything that the demo prints about its pictures, for a terminal that is so many columns wide. */
export async function reportLines(
  pictures: readonly AnalyzedPicture[],
  rubric: CardRubric,
  columns: number,
): Promise<string[]> {
  const across = columns < NARROW ? 1 : 2;
  const room = Math.floor((columns - GAP.length * (across - 1)) / across);
  const width = Math.min(CARD_COLUMNS.most, Math.max(CARD_COLUMNS.least, room));
  const cards = await Promise.all(
    pictures.map(async ({ picture: { label, bytes }, analysis }) =>
      scoreCard(
        { label, analysis, rubric, preview: await terminalPreview(bytes, width - CARD_PADDING) },
        width,
      ),
    ),
  );
  const textColumns = Math.min(columns, 100);
  return [
    ...pathLines(pictures),
    '',
    ...inRows(cards, across, width),
    ...pictures.flatMap((picture) => judgeLines(picture, textColumns)),
    ...[...summaries(pictures, rubric, textColumns)].flatMap(([title, lines]) => [
      '',
      styleText('bold', title),
      ...lines,
    ]),
  ];
}

/** Names can be written in any script, so they stand where nothing has to line up behind them. */
function pathLines(pictures: readonly AnalyzedPicture[]): string[] {
  const columns = Math.max(...pictures.map(({ picture }) => picture.label.length));
  return pictures.map(
    ({ picture }) => `${styleText('dim', picture.label.padEnd(columns))}  ${printable(picture.path)}`,
  );
}

function inRows(cards: readonly string[][], across: number, width: number): string[] {
  const lines: string[] = [];
  for (let first = 0; first < cards.length; first += across) {
    const row = cards.slice(first, first + across);
    const height = Math.max(...row.map((card) => card.length));
    for (let i = 0; i < height; i++) lines.push(row.map((card) => card[i] ?? ' '.repeat(width)).join(GAP));
  }
  return lines;
}

function judgeLines({ picture, analysis }: AnalyzedPicture, columns: number): string[] {
  const { judgement, judgeFailure } = analysis;
  if (judgement) {
    const said = `${picture.label}, judged by ${judgement.model}: ${judgement.summary}`;
    return ['', ...wrap(printable(said), columns)];
  }
  if (!judgeFailure || judgeFailure.code === 'JUDGE_NOT_CONFIGURED') return [];
  return [
    '',
    ...wrap(`${picture.label} was not judged (${judgeFailure.code}): ${judgeFailure.message}`, columns),
  ];
}

function summaries(
  pictures: readonly AnalyzedPicture[],
  rubric: CardRubric,
  columns: number,
): Map<string, string[]> {
  const [before, after, ...more] = pictures;
  if (before && after && more.length === 0) {
    return new Map([['What moved', movedFindingLines(movedFindings(before, after, rubric), columns)]]);
  }
  return new Map(
    pictures.map(({ picture, analysis }) => [
      `What to change: ${picture.label.toLowerCase()}`,
      findingLines(analysis.findings, rubric, columns),
    ]),
  );
}
