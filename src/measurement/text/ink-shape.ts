import type { Raster } from '../../image/canonical-image.js';
import type { Region } from '../region.type.js';
import { uprightColumn } from './letter-gaps.js';
import type { Ink } from './measure-ink.js';
import { boxAlong, type RotatedBox } from './rotated-box.js';

const { cos, sin, max, min, PI } = Math;

/** How far the detector's slope can be off, and how finely we look for the true one. */
const MOST_TURN = (4 * PI) / 180;
const TURN_STEP = (0.25 * PI) / 180;
/** The slope of a shorter line cannot be told from the shape of its letters. */
const LEAST_LENGTH = 2.5;

/** Points of the picture around the ink from one column of its letters to another. */
export function inkPoints(ink: Ink, from: number, to: number): number[] {
  const { mask, box, lean } = ink;
  const [stepX, stepY] = [box.width / mask.width, box.height / mask.height];
  const [c, s] = [cos(box.angle), sin(box.angle)];
  const points: number[] = [];
  const add = (x: number, y: number) => {
    const along = x * stepX - box.width / 2;
    const across = y * stepY - box.height / 2;
    points.push(box.x + c * along - s * across, box.y + s * along + c * across);
  };
  for (let y = mask.top; y <= mask.bottom; y++) {
    let [first, last] = [-1, -1];
    for (let x = mask.left; x <= mask.right; x++) {
      if (mask.ink[y * mask.width + x] === 0) continue;
      const column = uprightColumn(x, y, lean, mask);
      if (column < from || column > to) continue;
      if (first < 0) first = x;
      last = x;
    }
    if (first < 0) continue;
    add(first, y);
    add(last + 1, y);
    add(first, y + 1);
    add(last + 1, y + 1);
  }
  return points;
}

/** The line's slope (radians) and the height of its ink across that, both from the ink itself. */
export function inkSlope(ink: Ink): { angle: number; height: number } {
  const { mask, box } = ink;
  const edges = columnEdges(ink);
  const own = boxAlong(inkPoints(ink, 0, mask.width), box.angle);
  let best = { angle: box.angle, height: own.height, sharpness: sharpness(edges, 0) };
  if (mask.right - mask.left < LEAST_LENGTH * (mask.bottom - mask.top)) return best;
  for (let turn = -MOST_TURN; turn <= MOST_TURN; turn += TURN_STEP) {
    const found = sharpness(edges, turn);
    if (found <= best.sharpness) continue;
    const { height } = boxAlong(inkPoints(ink, 0, mask.width), box.angle + turn);
    best = { angle: box.angle + turn, height, sharpness: found };
  }
  return best;
}

/** Where every column of ink begins and ends: x, top and bottom in turn, in pixels of the mask. */
function columnEdges({ mask }: Ink): number[] {
  const edges: number[] = [];
  for (let x = mask.left; x <= mask.right; x++) {
    let [top, bottom] = [-1, -1];
    for (let y = mask.top; y <= mask.bottom; y++) {
      if (mask.ink[y * mask.width + x] === 0) continue;
      if (top < 0) top = y;
      bottom = y;
    }
    if (top >= 0) edges.push(x - mask.width / 2, top, bottom);
  }
  return edges;
}

/** Along the true slope most letters begin and end at the same heights. */
function sharpness(edges: readonly number[], turn: number): number {
  const slope = Math.tan(turn);
  const counts = new Map<number, number>();
  for (let i = 0; i < edges.length; i += 3) {
    const shift = slope * (edges[i] ?? 0);
    for (const y of [edges[i + 1] ?? 0, (edges[i + 2] ?? 0) + 1000]) {
      const row = Math.round(y - shift);
      counts.set(row, (counts.get(row) ?? 0) + 1);
    }
  }
  let sum = 0;
  for (const count of counts.values()) sum += count * count;
  return sum;
}

/** The upright box around points, as a part of the picture and within it. */
export function regionAround(points: readonly number[], { width, height }: Raster): Region {
  const { x, y, width: across, height: down } = boxAlong(points, 0);
  const left = max(0, min(1, (x - across / 2) / width));
  const right = max(0, min(1, (x + across / 2) / width));
  const top = max(0, min(1, (y - down / 2) / height));
  const bottom = max(0, min(1, (y + down / 2) / height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Corners of a part of a box, from one share of its length to another. */
export function cornersOf(box: RotatedBox, from: number, to: number): number[] {
  const [c, s] = [cos(box.angle), sin(box.angle)];
  const corners: number[] = [];
  for (const along of [(from - 0.5) * box.width, (to - 0.5) * box.width]) {
    for (const across of [-box.height / 2, box.height / 2]) {
      corners.push(box.x + c * along - s * across, box.y + s * along + c * across);
    }
  }
  return corners;
}
