import type { LumaPlane } from './luma-plane.js';
import type { ClutterMeasurement } from './measurements.type.js';
import { round } from './round.js';
import { shrink } from './shrink.js';

/** Below this sharpness edges are too soft to be counted: blur would pass for tidiness. */
export const SHARPNESS_FLOOR = 0.2;

// About the height of a thumbnail in a phone's feed; what disappears at that size clutters nobody's view.
const VIEWED_HEIGHT = 180;
// An edge is a Sobel gradient of this many standard deviations of luma, so that a washed-out picture does not
// look tidier; the floor, in grey levels, keeps the grain of an empty picture from being counted.
const EDGE_DEVIATIONS = 1.2;
const EDGE_FLOOR = 24;

/**
 * Edge density (Mack & Oliva 2004; one of the clutter measures compared in Rosenholtz, Li & Nakano 2007).
 * `sharpness` and `rmsContrast` are those of the same picture.
 */
export function measureClutter(luma: LumaPlane, sharpness: number, rmsContrast: number): ClutterMeasurement {
  if (sharpness < SHARPNESS_FLOOR) return withheld('No edge is crisp enough to be counted.');
  const viewed = shrink(luma, VIEWED_HEIGHT);
  if (viewed.width < 3 || viewed.height < 3) return withheld('Too narrow for its edges to be counted.');
  return { edgeDensity: round(edgeDensity(viewed, rmsContrast)), withheld: null };
}

function withheld(reason: string): ClutterMeasurement {
  return { edgeDensity: null, withheld: reason };
}

function edgeDensity({ data, width, height }: LumaPlane, rmsContrast: number): number {
  // Sobel sums four differences; dividing by four gives grey levels a step.
  const threshold = (4 * Math.max(EDGE_FLOOR, EDGE_DEVIATIONS * 255 * rmsContrast)) ** 2;
  let edges = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const northWest = data[at - width - 1] ?? 0;
      const north = data[at - width] ?? 0;
      const northEast = data[at - width + 1] ?? 0;
      const west = data[at - 1] ?? 0;
      const east = data[at + 1] ?? 0;
      const southWest = data[at + width - 1] ?? 0;
      const south = data[at + width] ?? 0;
      const southEast = data[at + width + 1] ?? 0;
      const across = northEast + 2 * east + southEast - northWest - 2 * west - southWest;
      const down = southWest + 2 * south + southEast - northWest - 2 * north - northEast;
      if (across * across + down * down > threshold) edges++;
    }
  }
  return edges / ((width - 2) * (height - 2));
}
