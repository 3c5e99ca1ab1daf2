import type { Raster } from '../../image/canonical-image.js';
import { coveredShare } from '../covered-share.js';
import { detectText } from './detect-text.js';
import { joinColumns } from './join-columns.js';
import { joinPieces } from './join-pieces.js';
import { measureColumn } from './measure-column.js';
import { type MeasuredLine, measureLine, placeLine } from './measure-line.js';
import { withinBudget } from './reading-budget.js';
import { isRead } from './script-of.js';
import type { TextMeasurement } from './text.type.js';
import { textModels } from './text-models.js';

/** Each costs up to three readings; a thumbnail has one or two. */
const MOST_COLUMNS = 4;

/** What is written in the picture, where, how high and with which contrast. */
export async function measureText(picture: Raster): Promise<TextMeasurement> {
  const models = await textModels();
  const { columns, others } = joinColumns(await detectText(models.detector, picture));
  const measuredColumns: MeasuredLine[] = [];
  for (const { whole, pieces } of columns.slice(0, MOST_COLUMNS)) {
    const column = await measureColumn(models, picture, whole);
    if (column) measuredColumns.push(column);
    else others.push(...pieces);
  }
  const { read: worthReading, placed } = withinBudget(joinPieces(others));
  const measured: MeasuredLine[] = placed.flatMap((piece) => placeLine(picture, piece) ?? []);
  measured.push(...measuredColumns);
  for (const piece of worthReading) {
    const line = await measureLine(models, picture, piece);
    if (line) measured.push(line);
  }
  const ordered = inReadingOrder(measured);
  const scripts = ordered.map(({ script }) => script);
  const read = ordered.map(({ line, words, script }) =>
    isRead(script, scripts) ? { line, words } : { line: { ...line, text: null }, words: [] },
  );
  const lines = read.map(({ line }) => line);
  const words = read.flatMap((line, index) => line.words.map((word) => ({ ...word, line: index })));
  const heights = lines.map(({ height }) => height).sort((a, b) => b.at1280 - a.at1280);
  return {
    lines,
    words,
    wordCount: words.length,
    unreadLines: lines.filter(({ text }) => text === null).length,
    areaShare: coveredShare(lines.map(({ region }) => region)),
    mainLineHeight: heights[0] ?? null,
    smallestLineHeight: heights.at(-1) ?? null,
  };
}

/** From top to bottom, and from left to right where lines stand beside each other. */
function inReadingOrder(lines: readonly MeasuredLine[]): MeasuredLine[] {
  const rows: MeasuredLine[][] = [];
  for (const line of [...lines].sort((a, b) => middle(a) - middle(b))) {
    const row = rows.at(-1);
    if (row?.every((other) => standsBeside(line, other))) row.push(line);
    else rows.push([line]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.line.region.x - b.line.region.x));
}

function standsBeside({ line: { region: a } }: MeasuredLine, { line: { region: b } }: MeasuredLine): boolean {
  const level =
    Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > Math.min(a.height, b.height) / 2;
  return level && (a.x >= b.x + b.width || b.x >= a.x + a.width);
}

function middle({ line }: MeasuredLine): number {
  return line.region.y + line.region.height / 2;
}
