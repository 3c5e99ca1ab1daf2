import type { Raster } from '../../image/canonical-image.js';

// Bound once: in the sandboxes that tests run in, looking a global up in a hot loop takes most of the time.
const { min } = Math;

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** Colours of a picture in boxes of 16 levels a side, each with the mean of what fell into it. */
export interface ColourBins {
  readonly colours: readonly Colour[];
  readonly counts: readonly number[];
}

const ROUNDS = 12;
/** Of all pixels; a rarer colour is noise or a blend at an edge, and starts no cluster. */
const LEAST_SEED = 0.004;

export function colourBins({ pixels }: Raster): ColourBins {
  const sums = new Float64Array(4 * 4096);
  for (let p = 0; p + 2 < pixels.length; p += 3) {
    const [red, green, blue] = [pixels[p] ?? 0, pixels[p + 1] ?? 0, pixels[p + 2] ?? 0];
    const bin = 4 * (((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4));
    sums[bin] = (sums[bin] ?? 0) + 1;
    sums[bin + 1] = (sums[bin + 1] ?? 0) + red;
    sums[bin + 2] = (sums[bin + 2] ?? 0) + green;
    sums[bin + 3] = (sums[bin + 3] ?? 0) + blue;
  }
  const colours: Colour[] = [];
  const counts: number[] = [];
  for (let bin = 0; bin < sums.length; bin += 4) {
    const count = sums[bin] ?? 0;
    if (count === 0) continue;
    counts.push(count);
    colours.push([(sums[bin + 1] ?? 0) / count, (sums[bin + 2] ?? 0) / count, (sums[bin + 3] ?? 0) / count]);
  }
  return { colours, counts };
}

/** At most `wanted` colours that stand for all of them: k-means from seeds as far apart as possible. */
export function colourClusters({ colours, counts }: ColourBins, wanted: number): Colour[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const seeds = colours.filter((_, i) => (counts[i] ?? 0) >= LEAST_SEED * total);
  const [first] = seeds.length > 0 ? seeds : colours;
  if (!first) return [];
  let centres: Colour[] = [first];
  while (centres.length < wanted) {
    const next = farthest(seeds, centres);
    if (!next) break;
    // The very first one was any colour; from now on the two farthest apart count.
    centres =
      centres.length === 1 && wanted > 1 ? [farthest(seeds, [next]) ?? first, next] : [...centres, next];
  }
  for (let round = 0; round < ROUNDS; round++) centres = means(colours, counts, centres);
  return centres;
}

function farthest(seeds: readonly Colour[], centres: readonly Colour[]): Colour | null {
  let best: Colour | null = null;
  let bestDistance = 0;
  for (const seed of seeds) {
    const distance = min(...centres.map((centre) => squaredDistance(seed, centre)));
    if (distance > bestDistance) {
      best = seed;
      bestDistance = distance;
    }
  }
  return best;
}

function means(colours: readonly Colour[], counts: readonly number[], centres: readonly Colour[]): Colour[] {
  const sums = centres.map((): [number, number, number, number] => [0, 0, 0, 0]);
  colours.forEach((colour, i) => {
    const sum = sums[nearest(colour, centres)];
    const count = counts[i] ?? 0;
    if (!sum) return;
    sum[0] += count;
    sum[1] += count * colour[0];
    sum[2] += count * colour[1];
    sum[3] += count * colour[2];
  });
  return centres.map((centre, i) => {
    const [count, red, green, blue] = sums[i] ?? [0, 0, 0, 0];
    return count > 0 ? [red / count, green / count, blue / count] : centre;
  });
}

export function nearest(colour: Colour, centres: readonly Colour[]): number {
  let best = 0;
  let bestDistance = Infinity;
  for (let i = 0; i < centres.length; i++) {
    const centre = centres[i];
    const distance = centre ? squaredDistance(colour, centre) : Infinity;
    if (distance < bestDistance) {
      best = i;
      bestDistance = distance;
    }
  }
  return best;
}

function squaredDistance(a: Colour, b: Colour): number {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}
