import type { Found } from './detect-text.js';
import { cornersOf } from './ink-shape.js';
import { boxAlong, type RotatedBox } from './rotated-box.js';

const { abs, cos, sin, max, min } = Math;

/** Radians between the slopes of two pieces of one line. */
const SAME_SLOPE = 0.1;
/** The lower one's height as a share of the higher one's. */
const SAME_HEIGHT = 0.7;
/** As shares of the height: how far one stands above the other, and how far apart they are along the line. */
const LEVEL = 0.25;
const NEAR = 0.3;

/** The detector cuts lines at wide spaces: joins what stands on one line, close together and equally high. */
export function joinPieces(found: readonly Found[]): Found[] {
  const lines: Found[] = [];
  for (const piece of [...found].sort((a, b) => a.box.x - b.box.x)) {
    const index = lines.findIndex((line) => continues(line.box, piece.box));
    const line = lines[index];
    if (line) lines[index] = { box: around(line.box, piece.box), score: min(line.score, piece.score) };
    else lines.push(piece);
  }
  return lines;
}

function continues(line: RotatedBox, piece: RotatedBox): boolean {
  const height = max(line.height, piece.height);
  if (abs(line.angle - piece.angle) > SAME_SLOPE || min(line.height, piece.height) < SAME_HEIGHT * height)
    return false;
  const [c, s] = [cos(line.angle), sin(line.angle)];
  const [x, y] = [piece.x - line.x, piece.y - line.y];
  const apart = abs(c * x + s * y) - (line.width + piece.width) / 2;
  return abs(c * y - s * x) < LEVEL * height && apart < NEAR * height && apart > -NEAR * height;
}

function around(a: RotatedBox, b: RotatedBox): RotatedBox {
  const { angle } = a.width >= b.width ? a : b;
  return boxAlong([...cornersOf(a, 0, 1), ...cornersOf(b, 0, 1)], angle);
}
