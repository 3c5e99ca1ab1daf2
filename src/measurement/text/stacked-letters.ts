import type { Raster } from '../../image/canonical-image.js';
import { cropLine } from './crop-line.js';
import type { Ink } from './measure-ink.js';
import type { RotatedBox } from './rotated-box.js';

const { max, min, round } = Math;

/** Of a letter's height, and the pixels in which letters are set side by side for the reader. */
const ROOM = 0.12;
const HEIGHT = 48;
/** A letter is at least this high as a share of the highest one; lower are dots and strokes of the one beside. */
const LEAST_LETTER = 0.4;
const MOST_LETTERS = 16;

/** Letters that stand below each other, set side by side as a line. */
export interface StackedLetters {
  readonly line: Raster;
  readonly count: number;
  /** Usual height of a letter, in pixels of the picture. */
  readonly height: number;
  /** Letters of a line are equally high and not equally wide: whether these are, without changes. */
  readonly upright: boolean;
}

/** `ink` is that of the column turned to the left by a quarter; null when it does not fall into letters. */
export function unstack(picture: Raster, ink: Ink): StackedLetters | null {
  const boxes = letterBoxes(ink);
  if (boxes.length < 2 || boxes.length > MOST_LETTERS) return null;
  const crops = boxes.map((box) => {
    const room = 2 * ROOM * box.height;
    const padded = { ...box, width: box.width + room, height: box.height + room };
    return cropLine(picture, padded, max(4, round((HEIGHT * padded.width) / padded.height)), HEIGHT);
  });
  const heights = boxes.map(({ height }) => height).sort((a, b) => a - b);
  const upright = spread(heights) <= spread(boxes.map(({ width }) => width));
  return { line: beside(crops), count: boxes.length, height: heights[heights.length >> 1] ?? 0, upright };
}

function spread(lengths: readonly number[]): number {
  return 1 - min(...lengths) / max(...lengths);
}

/** Upright boxes of the stretches of ink along the column, from top to bottom. */
function letterBoxes({ mask, box }: Ink): RotatedBox[] {
  const stretches = inkStretches(mask.ink, mask.width, mask.height);
  const longest = max(0, ...stretches.map(({ from, to }) => to - from));
  const [along, across] = [box.width / mask.width, box.height / mask.height];
  const [c, s] = [Math.cos(box.angle), Math.sin(box.angle)];
  return stretches
    .filter(({ from, to }) => to - from >= LEAST_LETTER * longest)
    .map(({ from, to, top, bottom }) => {
      const u = ((from + to) / 2) * along - box.width / 2;
      const v = ((top + bottom) / 2) * across - box.height / 2;
      return {
        x: box.x + c * u - s * v,
        y: box.y + s * u + c * v,
        width: (bottom - top) * across,
        height: (to - from) * along,
        // The column is turned by a quarter; its letters are not, but for the slope of the column.
        angle: box.angle - Math.PI / 2,
      };
    });
}

function inkStretches(ink: Uint8Array, width: number, height: number) {
  const stretches: { from: number; to: number; top: number; bottom: number }[] = [];
  let open: { from: number; to: number; top: number; bottom: number } | null = null;
  for (let x = 0; x < width; x++) {
    let [top, bottom] = [-1, -1];
    for (let y = 0; y < height; y++) {
      if (ink[y * width + x] === 0) continue;
      if (top < 0) top = y;
      bottom = y + 1;
    }
    if (top < 0) {
      open = null;
      continue;
    }
    if (!open) {
      open = { from: x, to: x + 1, top, bottom };
      stretches.push(open);
    }
    open.to = x + 1;
    open.top = min(open.top, top);
    open.bottom = max(open.bottom, bottom);
  }
  return stretches;
}

function beside(crops: readonly Raster[]): Raster {
  const width = crops.reduce((sum, crop) => sum + crop.width, 0);
  const pixels = new Uint8Array(3 * width * HEIGHT);
  let left = 0;
  for (const crop of crops) {
    for (let y = 0; y < HEIGHT; y++) {
      const row = crop.pixels.subarray(3 * y * crop.width, 3 * (y + 1) * crop.width);
      pixels.set(row, 3 * (y * width + left));
    }
    left += crop.width;
  }
  return { pixels, width, height: HEIGHT };
}
