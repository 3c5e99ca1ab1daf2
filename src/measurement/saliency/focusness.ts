import type { Raster } from '../../image/canonical-image.js';
import { cellStarts } from './cell-starts.js';
import { smooth } from './smooth.js';

// Grey levels that grain and lossy compression make up.
const GRAIN = 4;
// How far around a cell edges speak for it, as a share of the geometric mean of the sides: the inside of a thing has none.
const NEIGHBOURHOOD = 0.06;
// Lines of pixels looked at in a cell.
const ENOUGH_LINES = 4;

const { abs, max, min, floor, sqrt } = Math;

/**
 * How crisp the edges around each cell of a grid are, 0 (blurred, or none at all) to 1 (one pixel wide): the largest step
 * between neighbours as a share of the whole rise within a cell. That the eye prefers what is in focus follows Jiang et
 * al. 2013, "Salient region detection by UFO: uniqueness, focusness and objectness"; the figure is ours.
 */
export function focusness(image: Raster, width: number, height: number): Float32Array {
  const steps = new Float32Array(width * height);
  const rises = new Float32Array(width * height);
  const columns = cellStarts(image.width, width);
  const rows = cellStarts(image.height, height);
  for (let row = 0; row < height; row++) {
    const top = rows[row] ?? 0;
    const bottom = rows[row + 1] ?? 0;
    const skip = max(1, floor((bottom - top) / ENOUGH_LINES));
    for (let y = top; y < bottom; y += skip) addLine(image, y, columns, row * width, steps, rises);
  }
  const around = NEIGHBOURHOOD * sqrt(width * height);
  const rise = smooth(rises, width, height, around);
  return smooth(steps, width, height, around).map((step, i) => step / max(Number.MIN_VALUE, rise[i] ?? 0));
}

/** Green stands for lightness, which spares two thirds of the reading. */
function addLine(
  { pixels, width }: Raster,
  y: number,
  columns: Int32Array,
  to: number,
  steps: Float32Array,
  rises: Float32Array,
): void {
  let p = 3 * y * width + 1;
  for (let column = 0; column + 1 < columns.length; column++) {
    const end = 3 * (y * width + (columns[column + 1] ?? 0));
    let before = pixels[p] ?? 0;
    let least = before;
    let most = before;
    let step = 0;
    for (; p < end; p += 3) {
      const value = pixels[p] ?? 0;
      step = max(step, abs(value - before));
      least = min(least, value);
      most = max(most, value);
      before = value;
    }
    const at = to + column;
    steps[at] = (steps[at] ?? 0) + max(0, step - GRAIN);
    rises[at] = (rises[at] ?? 0) + max(0, most - least - GRAIN);
  }
}
