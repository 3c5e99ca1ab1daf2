import type { LumaPlane } from './luma-plane.js';
import type { GrainMeasurement } from './measurements.type.js';
import { round } from './round.js';

// Bound once: in the sandboxes that tests run in, looking a global up in a hot loop takes most of the time.
const { abs } = Math;

/**
 * Noise after Immerkær 1996, "Fast noise variance estimation": the mean response to a mask that is blind to
 * flat areas and straight edges, scaled to the standard deviation of the noise that would cause it.
 */
export function measureGrain({ data, width, height }: LumaPlane): GrainMeasurement {
  if (width < 3 || height < 3) return { noise: 0 };
  let sum = 0;
  for (let y = 1; y < height - 1; y++) {
    let ofLine = 0;
    let left = bend(data, y * width, width);
    let middle = bend(data, y * width + 1, width);
    for (let at = y * width + 2, end = (y + 1) * width; at < end; at++) {
      const right = bend(data, at, width);
      ofLine += abs(left - 2 * middle + right);
      left = middle;
      middle = right;
    }
    sum += ofLine;
  }
  return { noise: round((Math.sqrt(Math.PI / 2) * sum) / (6 * (width - 2) * (height - 2))) };
}

/** Second difference from top to bottom. */
function bend(data: Uint8Array, at: number, width: number): number {
  return (data[at - width] ?? 0) - 2 * (data[at] ?? 0) + (data[at + width] ?? 0);
}
