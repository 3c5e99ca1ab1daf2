import { competingPeaks } from './peaks.js';
import { regionAbove } from './region-above.js';
import type { SaliencyMap } from './saliency-map.js';
import { smooth } from './smooth.js';

/** What is taken for the subject, and what it competes with. */
export interface SalientRegion {
  /** Where its saliency is densest, by index into the map. */
  readonly peak: number;
  /** All of its cells. */
  readonly cells: readonly number[];
  /** How many places compete for the eye, this one included. */
  readonly competitors: number;
}

// How far down from its peak a region reaches: where the smoothing leaves the edge of a flat shape.
const HALF = 0.5;
// Deviation of the smoothing that finds the middle of a broad summit, as a share of the geometric mean of the sides.
const NEIGHBOURHOOD = 0.06;

/**
 * Of all places that compete for the eye the one that holds most saliency: a small dot may be stronger at its peak than
 * the large thing that the picture is about. Null in an even picture.
 */
export function salientRegion(map: SaliencyMap): SalientRegion | null {
  const peaks = competingPeaks(map);
  let subject: readonly number[] = [];
  let most = 0;
  for (const [rank, peak] of peaks.entries()) {
    const cells = regionAbove(map, peak, HALF * (map.data[peak] ?? 0));
    const holds = cells.reduce((sum, cell) => sum + (map.data[cell] ?? 0), 0);
    // A foothill reaches as far as the mountain that it belongs to.
    const foothill = peaks.slice(0, rank).some((stronger) => cells.includes(stronger));
    if (foothill || holds <= most) continue;
    most = holds;
    subject = cells;
  }
  const peak = densest(subject, map);
  return peak === null ? null : { peak, cells: subject, competitors: peaks.length };
}

function densest(cells: readonly number[], { data, width, height }: SaliencyMap): number | null {
  const density = smooth(data, width, height, NEIGHBOURHOOD * Math.sqrt(width * height));
  return cells.reduce<number | null>((best, cell) => {
    return best === null || (density[cell] ?? 0) > (density[best] ?? 0) ? cell : best;
  }, null);
}
