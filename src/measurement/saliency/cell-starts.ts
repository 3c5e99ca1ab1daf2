/** Where each of a number of equal parts of a line begins, in whole pixels, and at last where the line ends. */
export function cellStarts(length: number, cells: number): Int32Array {
  return Int32Array.from({ length: cells + 1 }, (_, cell) => Math.floor((cell * length) / cells + 0.5));
}
