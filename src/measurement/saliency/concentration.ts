import type { SaliencyMap } from './saliency-map.js';

/** Gini coefficient of the map, 0 (spread evenly) to nearly 1 (all in one cell); 0 in an even picture. */
export function concentration({ data }: SaliencyMap): number {
  let weighted = 0;
  let sum = 0;
  // Typed arrays sort by number.
  data.toSorted().forEach((value, rank) => {
    weighted += (2 * rank + 1 - data.length) * value;
    sum += value;
  });
  return sum > 0 ? weighted / (data.length * sum) : 0;
}
