import type { LumaPlane } from './luma-plane.js';

// The paper's constants for 8-bit values, which keep flat windows from dividing by nothing.
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;
// Windows are eight pixels wide and high, and lie half a window apart.
const HALF = 4;
const PIXELS = (2 * HALF) ** 2;

/**
 * Mean SSIM of two planes of one size, −1 to 1 (equal), over square windows; null when they are too small for one:
 * Wang, Bovik, Sheikh & Simoncelli 2004, "Image quality assessment: from error visibility to structural similarity".
 */
export function structuralSimilarity(one: LumaPlane, other: LumaPlane): number | null {
  const columns = Math.floor(one.width / HALF);
  const rows = Math.floor(one.height / HALF);
  if (columns < 2 || rows < 2) return null;
  const blocks = blockSums(one, other, columns, rows);
  let sum = 0;
  for (let row = 0; row < rows - 1; row++) {
    for (let column = 0; column < columns - 1; column++) {
      const at = row * columns + column;
      const mean = windowMean(blocks.one, at, columns);
      const otherMean = windowMean(blocks.other, at, columns);
      const covariance = windowMean(blocks.products, at, columns) - mean * otherMean;
      const variances = windowMean(blocks.squares, at, columns) - mean * mean - otherMean * otherMean;
      sum +=
        ((2 * mean * otherMean + C1) * (2 * covariance + C2)) /
        ((mean * mean + otherMean * otherMean + C1) * (variances + C2));
    }
  }
  return sum / ((rows - 1) * (columns - 1));
}

/** The mean over the window whose upper left quarter that is. */
function windowMean(quarters: Float64Array, at: number, columns: number): number {
  const upper = (quarters[at] ?? 0) + (quarters[at + 1] ?? 0);
  const lower = (quarters[at + columns] ?? 0) + (quarters[at + columns + 1] ?? 0);
  return (upper + lower) / PIXELS;
}

/** Sums over quarter windows: the values of both, both their squares together, and their products. */
function blockSums(one: LumaPlane, other: LumaPlane, columns: number, rows: number) {
  const blocks = {
    one: new Float64Array(columns * rows),
    other: new Float64Array(columns * rows),
    squares: new Float64Array(columns * rows),
    products: new Float64Array(columns * rows),
  };
  for (let block = 0; block < columns * rows; block++) {
    const column = block % columns;
    const corner = HALF * (((block - column) / columns) * one.width + column);
    let ones = 0;
    let others = 0;
    let squares = 0;
    let products = 0;
    for (let y = 0; y < HALF; y++) {
      for (let at = corner + y * one.width, end = at + HALF; at < end; at++) {
        const value = one.data[at] ?? 0;
        const otherValue = other.data[at] ?? 0;
        ones += value;
        others += otherValue;
        squares += value * value + otherValue * otherValue;
        products += value * otherValue;
      }
    }
    blocks.one[block] = ones;
    blocks.other[block] = others;
    blocks.squares[block] = squares;
    blocks.products[block] = products;
  }
  return blocks;
}
