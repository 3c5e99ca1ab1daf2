import type { LumaPlane } from './luma-plane.js';
import type { CompressionMeasurement } from './measurements.type.js';
import { round } from './round.js';

// Bound once: in the sandboxes that tests run in, looking a global up in a hot loop takes most of the time.
const { abs, min, max } = Math;

const BLOCK = 8;
// Grey levels: an edge of the picture counts no more than the strongest artefact, wherever it lies.
const STRONGEST = 24;
// Grey levels: steps of this size on the grid are invisible, and a smooth gradient has nothing else.
const INVISIBLE = 1;

/**
 * Blockiness after Wang, Sheikh & Bovik 2002, "No-reference perceptual quality assessment of JPEG compressed
 * images": steps across the 8×8 grid against steps elsewhere, as a share of both. Elsewhere is the strongest
 * of the seven other positions, so that the finer grid of a picture that was halved after it was compressed
 * cancels out: scaled pictures score about 0.
 */
export function measureCompression(luma: LumaPlane): CompressionMeasurement {
  const [grid = 0, ...others] = meanStepByPhase(luma);
  const rest = max(...others);
  return { blockiness: round(max(0, grid - rest) / (grid + rest + INVISIBLE)) };
}

/** Mean step between neighbours, both directions, by the distance from the last grid line. */
function meanStepByPhase({ data, width, height }: LumaPlane): number[] {
  const sums = new Float64Array(BLOCK);
  const counts = new Float64Array(BLOCK);
  const add = (phase: number, sum: number, count: number) => {
    sums[phase] = (sums[phase] ?? 0) + sum;
    counts[phase] = (counts[phase] ?? 0) + count;
  };
  for (let x = 1; x < width; x++) {
    let sum = 0;
    for (let y = 0, at = x; y < height; y++, at += width) {
      sum += min(STRONGEST, abs((data[at] ?? 0) - (data[at - 1] ?? 0)));
    }
    add(x % BLOCK, sum, height);
  }
  for (let y = 1; y < height; y++) {
    let sum = 0;
    for (let x = 0, at = y * width; x < width; x++, at++) {
      sum += min(STRONGEST, abs((data[at] ?? 0) - (data[at - width] ?? 0)));
    }
    add(y % BLOCK, sum, width);
  }
  return Array.from(sums, (sum, phase) => sum / max(1, counts[phase] ?? 0));
}
