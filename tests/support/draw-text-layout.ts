import type { FontName } from './draw-letters.js';
import { HEIGHT, WIDTH } from './draw-text-ground.js';
import { boxAround, type Matrix, type OutlinedLine, outlineLine } from './draw-text-line.js';

/** Kept free at the edges. */
const MARGIN = 16;

/** One line within its block. */
export interface PlacedLine {
  readonly outline: OutlinedLine;
  /** Left end of the baseline within the block. */
  readonly x: number;
  readonly y: number;
}

/** Lines below each other around the block's middle, which is (0, 0); narrower than the picture. */
export function layOut(
  lines: readonly string[],
  font: FontName,
  spacing: number,
  largest: number,
  next: () => number,
): PlacedLine[] {
  const align = next();
  const placed: PlacedLine[] = [];
  let y = 0;
  for (const text of lines) {
    const wanted = Math.max(40, largest * (placed.length === 0 || next() < 0.5 ? 1 : 0.6 + 0.4 * next()));
    const trial = outlineLine(text, font, 100, spacing * 100);
    const widest = 1100;
    const tallest = 560 / lines.length / 1.35;
    const capHeight = Math.min(wanted, (100 * widest) / trial.box.width, tallest);
    const outline = outlineLine(text, font, capHeight, spacing * capHeight);
    const x = -outline.box.x - outline.box.width * (align < 0.4 ? 0.5 : 0);
    y += capHeight;
    placed.push({ outline, x, y });
    y += capHeight * (0.28 + 0.2 * next());
  }
  const middle = boxAround(placed.flatMap(corners));
  return placed.map((line) => ({
    ...line,
    x: line.x - middle.x - middle.width / 2,
    y: line.y - middle.y - middle.height / 2,
  }));
}

/** Turns and skews the block, shrinks it where it would not fit, and moves it to some place within the picture. */
export function place(block: readonly PlacedLine[], angle: number, skew: number, next: () => number): Matrix {
  const turn = (angle * Math.PI) / 180;
  const lean = Math.tan((skew * Math.PI) / 180);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const turned: Matrix = [cos, sin, cos * lean - sin, sin * lean + cos, 0, 0];
  const box = boxAround(block.flatMap(corners), turned);
  const freeX = WIDTH - 2 * MARGIN - box.width;
  const freeY = HEIGHT - 2 * MARGIN - box.height;
  const x = MARGIN - box.x + Math.max(0, freeX) * next();
  const y = MARGIN - box.y + Math.max(0, freeY) * next();
  return [turned[0], turned[1], turned[2], turned[3], x, y];
}

export function corners({ outline: { box }, x, y }: PlacedLine): (readonly [number, number])[] {
  const [left, top] = [box.x + x, box.y + y];
  const [right, bottom] = [left + box.width, top + box.height];
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

export function moved([a, b, c, d, e, f]: Matrix, x: number, y: number): Matrix {
  return [a, b, c, d, a * x + c * y + e, b * x + d * y + f];
}
