import type { LumaPlane } from './luma-plane.js';

// Bound once: in the sandboxes that tests run in, looking a global up in a hot loop takes most of the time.
const { abs } = Math;

/**
 * The total variation: all steps between neighbours, in grey levels. A single step has the same however soft it becomes;
 * steps up and down that flow into each other lose theirs.
 */
export function edgeStrength({ data, width, height }: LumaPlane): number {
  let sum = 0;
  for (let y = 0; y < height; y++) {
    const line = y * width;
    for (let at = line + 1; at < line + width; at++) sum += abs((data[at] ?? 0) - (data[at - 1] ?? 0));
    if (y === 0) continue;
    for (let at = line; at < line + width; at++) sum += abs((data[at] ?? 0) - (data[at - width] ?? 0));
  }
  return sum;
}
