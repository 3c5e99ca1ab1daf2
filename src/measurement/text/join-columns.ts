import type { Found } from './detect-text.js';
import { cornersOf } from './ink-shape.js';
import { boxAlong } from './rotated-box.js';

const { abs, max, min } = Math;

/** Found places that stand one under the other, and what is around all of them. */
export interface Column {
  readonly whole: Found;
  readonly pieces: readonly Found[];
}

/** Height by width of what may be a letter, or several of a column, and of a whole column. */
const TALL_PIECE = 0.9;
const TALL_COLUMN = 1.6;
/** Below, the detector takes poles, windows and trees for letters. */
const SURE = 0.9;
/** How far the middles may stand beside each other, as a share of the width, and how far apart the ends, of the height. */
const BESIDE = 0.25;
const APART = 0.5;

/** Tells columns of letters from lines: a column is one tall place, or several of them below each other. */
export function joinColumns(found: readonly Found[]): { columns: Column[]; others: Found[] } {
  const groups: Found[][] = [];
  const others: Found[] = [];
  for (const piece of [...found].sort((a, b) => a.box.y - b.box.y)) {
    if (piece.score < SURE || piece.box.height < TALL_PIECE * piece.box.width) {
      others.push(piece);
      continue;
    }
    const group = groups.find((pieces) => continues(pieces.at(-1), piece));
    if (group) group.push(piece);
    else groups.push([piece]);
  }
  const columns: Column[] = [];
  for (const pieces of groups) {
    const whole = around(pieces);
    if (whole && whole.box.height >= TALL_COLUMN * whole.box.width) columns.push({ whole, pieces });
    else others.push(...pieces);
  }
  return { columns, others };
}

function continues(above: Found | undefined, { box: below }: Found): boolean {
  if (!above) return false;
  const { box } = above;
  const apart = below.y - box.y - (below.height + box.height) / 2;
  const height = min(below.height, box.height);
  return (
    abs(below.x - box.x) < BESIDE * max(below.width, box.width) &&
    apart < APART * height &&
    apart > -APART * height
  );
}

function around(pieces: readonly Found[]): Found | null {
  const [first, ...more] = pieces;
  if (!first || more.length === 0) return first ?? null;
  const corners = pieces.flatMap(({ box }) => cornersOf(box, 0, 1));
  return { box: boxAlong(corners, 0), score: min(...pieces.map(({ score }) => score)) };
}
