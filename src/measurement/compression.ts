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
// How much each difference between two bytes counts, from −255 up: a look-up is quicker than to bound every one.
const STEPS = Uint8Array.from({ length: 511 }, (_, at) => min(STRONGEST, abs(at - 255)));

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
  const means: number[] = [];
  for (let phase = 0; phase < BLOCK; phase++) {
    const first = phase === 0 ? BLOCK : phase;
    let sum = 0;
    let count = 0;
    for (let y = 0; y < height; y++) {
      for (let at = y * width + first, end = (y + 1) * width; at < end; at += BLOCK) {
        sum += STEPS[255 + (data[at] ?? 0) - (data[at - 1] ?? 0)] ?? 0;
        count++;
      }
    }
    for (let y = first; y < height; y += BLOCK) {
      for (let at = y * width, end = at + width; at < end; at++) {
        sum += STEPS[255 + (data[at] ?? 0) - (data[at - width] ?? 0)] ?? 0;
        count++;
      }
    }
    means.push(sum / max(1, count));
  }
  return means;
}
