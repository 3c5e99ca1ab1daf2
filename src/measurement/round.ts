/** Four decimals: finer than any of our measures, and equal again after a trip through JSON. */
export function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
