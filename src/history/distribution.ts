/** How many times each value occurs. */
export type Histogram = ReadonlyMap<number, number>;

/** What a histogram says in five numbers. */
export interface Distribution {
  readonly count: number;
  readonly mean: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
}

/** Sums a histogram up; quantiles interpolate linearly between values (Hyndman & Fan 1996, type 7). Null when empty. */
export function summarise(histogram: Histogram): Distribution | null {
  const sorted = [...histogram].filter(([, times]) => times > 0).sort(([a], [b]) => a - b);
  const count = sorted.reduce((sum, [, times]) => sum + times, 0);
  if (count === 0) return null;
  const total = sorted.reduce((sum, [value, times]) => sum + value * times, 0);
  const quantile = (share: number) => {
    const rank = share * (count - 1);
    const below = valueAt(sorted, Math.floor(rank));
    return below + (rank - Math.floor(rank)) * (valueAt(sorted, Math.ceil(rank)) - below);
  };
  return {
    count,
    mean: total / count,
    lowerQuartile: quantile(0.25),
    median: quantile(0.5),
    upperQuartile: quantile(0.75),
  };
}

function valueAt(sorted: readonly (readonly [number, number])[], rank: number): number {
  let passed = 0;
  for (const [value, times] of sorted) {
    passed += times;
    if (rank < passed) return value;
  }
  return 0;
}
