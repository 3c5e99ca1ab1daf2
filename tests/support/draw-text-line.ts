import type opentype from 'opentype.js';
import { type Box, type FontName, fontOf, pathData } from './draw-letters.js';

/** SVG's matrix(a b c d e f). */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** One line as outlines around its own origin: left end of the baseline, before any turning. */
export interface OutlinedLine {
  readonly path: string;
  readonly words: readonly OutlinedWord[];
  /** Around all of its ink. */
  readonly box: Box;
}

export interface OutlinedWord {
  readonly text: string;
  /** Points on the outline, close enough together to stand for it. */
  readonly points: readonly Point[];
}

type Point = readonly [x: number, y: number];

/** `capHeight` and `spacing` (between letters, besides the font's own) in pixels. */
export function outlineLine(
  text: string,
  fontName: FontName,
  capHeight: number,
  spacing: number,
): OutlinedLine {
  const font = fontOf(fontName);
  const size = (capHeight * font.unitsPerEm) / capitalHeight(font);
  const commands: opentype.PathCommand[] = [];
  const words: { text: string; points: Point[] }[] = [];
  let x = 0;
  let word: { text: string; points: Point[] } | null = null;
  // Letter by letter, since opentype.js 2.0.0 does not know every substitution table of these fonts.
  for (const character of text) {
    const glyph = font.charToGlyph(character);
    if (character === ' ') word = null;
    else {
      if (!word) {
        word = { text: '', points: [] };
        words.push(word);
      }
      const path = glyph.getPath(x, 0, size);
      word.text += character;
      word.points.push(...pointsOn(path.commands));
      commands.push(...path.commands);
    }
    x += ((glyph.advanceWidth ?? 0) * size) / font.unitsPerEm + spacing;
  }
  return { path: pathData(commands), words, box: boxAround(words.flatMap(({ points }) => points)) };
}

/** Around the points after `matrix` moved them. */
export function boxAround(points: readonly Point[], matrix: Matrix = [1, 0, 0, 1, 0, 0]): Box {
  const [a, b, c, d, e, f] = matrix;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    const movedX = a * x + c * y + e;
    const movedY = b * x + d * y + f;
    left = Math.min(left, movedX);
    right = Math.max(right, movedX);
    top = Math.min(top, movedY);
    bottom = Math.max(bottom, movedY);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function capitalHeight(font: opentype.Font): number {
  const { y2 } = font.charToGlyph('H').getBoundingBox();
  // A file with another script's letters only has no H.
  return y2 > 0 ? y2 : 0.7 * font.unitsPerEm;
}

function pointsOn(commands: readonly opentype.PathCommand[]): Point[] {
  const points: Point[] = [];
  let [x, y] = [0, 0];
  for (const command of commands) {
    if (command.type === 'Z') continue;
    for (const t of [0.25, 0.5, 0.75, 1]) points.push(pointAt(command, [x, y], t));
    ({ x, y } = command);
  }
  return points;
}

function pointAt(command: Exclude<opentype.PathCommand, { type: 'Z' }>, [x0, y0]: Point, t: number): Point {
  const s = 1 - t;
  switch (command.type) {
    case 'M':
    case 'L':
      return [command.x, command.y];
    case 'Q':
      return [
        s * s * x0 + 2 * s * t * command.x1 + t * t * command.x,
        s * s * y0 + 2 * s * t * command.y1 + t * t * command.y,
      ];
    case 'C':
      return [
        s ** 3 * x0 + 3 * s * s * t * command.x1 + 3 * s * t * t * command.x2 + t ** 3 * command.x,
        s ** 3 * y0 + 3 * s * s * t * command.y1 + 3 * s * t * t * command.y2 + t ** 3 * command.y,
      ];
  }
}
