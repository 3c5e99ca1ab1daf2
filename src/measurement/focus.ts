import type { LumaPlane } from './luma-plane.js';
import type { FocusMeasurement } from './measurements.type.js';
import { round } from './round.js';

// Bound once: in the sandboxes that tests run in, looking a global up in a hot loop takes most of the time.
const { abs, min } = Math;

// The blur that the picture is compared with: a box of nine pixels, as in the paper.
const BEFORE = 5;
const AFTER = 4;
const BOX = BEFORE + AFTER;
// Grey levels over that window; less is shading, grain or the rounding of a gradient, and none of these is an edge.
const EDGE = 20;
const MANY_LINES = 360;

/**
 * Sharpness as one minus the blur metric of Crété-Roffet, Dolmière, Ladret & Nicolas 2007, "The blur effect":
 * blur the picture again and see how much of the difference between neighbours is lost; a picture that was
 * blurred already loses little. Ours looks at edges only, so that flat areas and grain have no say, and a
 * picture without any edge has sharpness 0.
 */
export function measureFocus({ data, width, height }: LumaPlane): FocusMeasurement {
  // Both directions walk along the lines as they lie in memory, which is what makes the vertical one quick. Of many
  // lines every second is enough, never of the pixels along them: an edge may be one pixel wide.
  const skip = min(width, height) >= MANY_LINES ? 2 : 1;
  const acrossLines = { top: 0, bottom: height, left: BEFORE, right: width - AFTER, down: skip, across: 1 };
  const downLines = { top: BEFORE, bottom: height - AFTER, left: 0, right: width, down: 1, across: skip };
  const across = sharpness(data, 1, acrossLines, width);
  const down = sharpness(data, width, downLines, width);
  // The paper takes the blurrier direction, so that motion blur counts; a strip has only one direction.
  const directions = [across, down].filter((value) => value !== null);
  return { sharpness: round(directions.length > 0 ? min(...directions) : 0) };
}

/** Pixels that have all their neighbours, and the steps between them; right and bottom lie just outside. */
interface Inner {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  readonly down: number;
  readonly across: number;
}

/** `step` is the way to the next pixel in the direction that is looked at. */
function sharpness(data: Uint8Array, step: number, inner: Inner, width: number): number | null {
  let differences = 0;
  let lost = 0;
  for (let y = inner.top; y < inner.bottom; y += inner.down) {
    let ofLine = 0;
    let lostOfLine = 0;
    const end = y * width + inner.right;
    for (let at = y * width + inner.left; at < end; at += inner.across) {
      const difference = abs((data[at] ?? 0) - (data[at - step] ?? 0));
      const window = abs((data[at + AFTER * step] ?? 0) - (data[at - BEFORE * step] ?? 0));
      const loss = BOX * difference - window;
      // Masks, since a processor cannot guess where edges are: all bits where one of the two is an edge, and where
      // something is lost. A line's sums stay whole, and the box divides at last.
      const edge = ((EDGE - 1 - difference) | (EDGE - 1 - window)) >> 31;
      ofLine += difference & edge;
      lostOfLine += loss & edge & ~(loss >> 31);
    }
    differences += ofLine;
    lost += lostOfLine;
  }
  return differences > 0 ? lost / (BOX * differences) : null;
}
