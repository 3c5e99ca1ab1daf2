import type { Raster } from '../../image/canonical-image.js';
import { lab } from '../lab.js';
import { cellStarts } from './cell-starts.js';

/** Mean colours of equal cells of a picture in CIE L*a*b*, row by row. */
export interface LabGrid {
  readonly lightness: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
  readonly width: number;
  readonly height: number;
}

// What a viewer takes in at a glance is coarse. Eighty cells across a canonical picture are whole blocks of 16 pixels.
const LONGER_SIDE = 80;
// Lines of pixels that the mean of a cell is taken over: of a block of 16, every second.
const ENOUGH_LINES = 8;

const { max, min, round, floor, ceil } = Math;

/** A picture at a glance; a picture smaller than the grid keeps its pixels. */
export function labGrid(image: Raster): LabGrid {
  const scale = min(1, LONGER_SIDE / max(image.width, image.height));
  const width = max(1, round(image.width * scale));
  const height = max(1, round(image.height * scale));
  const means = cellMeans(image, width, height);
  const cells = width * height;
  const grid = {
    lightness: new Float32Array(cells),
    a: new Float32Array(cells),
    b: new Float32Array(cells),
    width,
    height,
  };
  for (let i = 0; i < cells; i++) {
    const [lightness, a, b] = lab(means[3 * i] ?? 0, means[3 * i + 1] ?? 0, means[3 * i + 2] ?? 0);
    grid.lightness[i] = lightness;
    grid.a[i] = a;
    grid.b[i] = b;
  }
  return grid;
}

/** Red, green and blue of each cell: the mean of those pixels that mostly lie in it. */
function cellMeans({ pixels, width, height }: Raster, columns: number, rows: number): Float64Array {
  const sums = new Float64Array(3 * columns * rows);
  const starts = cellStarts(width, columns);
  const lines = cellStarts(height, rows);
  for (let row = 0; row < rows; row++) {
    const top = lines[row] ?? 0;
    const bottom = lines[row + 1] ?? 0;
    const step = max(1, floor((bottom - top) / ENOUGH_LINES));
    const taken = ceil((bottom - top) / step);
    for (let y = top; y < bottom; y += step) addLine(pixels, 3 * y * width, starts, sums, 3 * row * columns);
    for (let column = 0; column < columns; column++) {
      const count = taken * ((starts[column + 1] ?? 0) - (starts[column] ?? 0));
      const at = 3 * (row * columns + column);
      for (let channel = at; channel < at + 3; channel++) sums[channel] = (sums[channel] ?? 0) / count;
    }
  }
  return sums;
}

function addLine(pixels: Uint8Array, line: number, starts: Int32Array, sums: Float64Array, to: number): void {
  const columns = starts.length - 1;
  let p = line;
  for (let column = 0, at = to; column < columns; column++, at += 3) {
    const end = line + 3 * (starts[column + 1] ?? 0);
    let red = 0;
    let green = 0;
    let blue = 0;
    for (; p < end; p += 3) {
      red += pixels[p] ?? 0;
      green += pixels[p + 1] ?? 0;
      blue += pixels[p + 2] ?? 0;
    }
    sums[at] = (sums[at] ?? 0) + red;
    sums[at + 1] = (sums[at + 1] ?? 0) + green;
    sums[at + 2] = (sums[at + 2] ?? 0) + blue;
  }
}
