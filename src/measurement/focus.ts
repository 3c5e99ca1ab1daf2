import type { LumaPlane } from './luma-plane.js';
import type { FocusMeasurement } from './measurements.type.js';
import { round } from './round.js';

// Bound once: in the sandboxes that tests run in, looking a global up in a hot loop takes most of the time.
const { abs, max } = Math;

// The blur that the picture is compared with: a box of nine pixels, as in the paper.
const BEFORE = 5;
const AFTER = 4;
const BOX = BEFORE + AFTER;
// Grey levels over that window; less is shading, grain or the rounding of a gradient, and none of these is an edge.
const EDGE = 20;

/**
 * Sharpness as one minus the blur metric of Crété-Roffet, Dolmière, Ladret & Nicolas 2007, "The blur effect":
 * blur the picture again and see how much of the difference between neighbours is lost; a picture that was
 * blurred already loses little. Ours looks at edges only, so that flat areas and grain have no say, and a
 * picture without any edge has sharpness 0.
 */
export function measureFocus({ data, width, height }: LumaPlane): FocusMeasurement {
  const across = sharpness(data, { lines: height, lineStep: width, length: width, step: 1 });
  const down = sharpness(data, { lines: width, lineStep: 1, length: height, step: width });
  // The paper takes the blurrier direction, so that motion blur counts; a strip has only one direction.
  const directions = [across, down].filter((value) => value !== null);
  return { sharpness: round(directions.length > 0 ? Math.min(...directions) : 0) };
}

interface Walk {
  readonly lines: number;
  readonly lineStep: number;
  readonly length: number;
  readonly step: number;
}

function sharpness(data: Uint8Array, { lines, lineStep, length, step }: Walk): number | null {
  let differences = 0;
  let lost = 0;
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    for (let i = BEFORE; i < length - AFTER; i++) {
      const at = start + i * step;
      const difference = abs((data[at] ?? 0) - (data[at - step] ?? 0));
      const window = abs((data[at + AFTER * step] ?? 0) - (data[at - BEFORE * step] ?? 0));
      if (difference < EDGE && window < EDGE) continue;
      differences += difference;
      lost += max(0, difference - window / BOX);
    }
  }
  return differences > 0 ? lost / differences : null;
}
