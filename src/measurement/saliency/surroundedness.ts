import { BooleanMap } from './boolean-map.js';
import type { LabGrid } from './lab-grid.js';

// Lightness or chroma units between two looks at the picture; a difference below half of it is not seen at all.
const STEP = 8;

/**
 * How far each cell stands out of the ground that runs in from the borders, in units of lightness and chroma: Zhang &
 * Sclaroff 2013, "Saliency detection: a boolean map approach". Theirs makes a region weaker the larger it is; ours does
 * not, since a large object stands out as much as a small one.
 */
export function surroundedness({ lightness, a, b, width, height }: LabGrid): Float32Array {
  const maps = new BooleanMap(width, height);
  for (const channel of [lightness, a, b]) {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (const value of channel) {
      if (value < least) least = value;
      if (value > most) most = value;
    }
    for (let threshold = least + STEP / 2; threshold < most; threshold += STEP) maps.add(channel, threshold);
  }
  return maps.sum().map((looks) => STEP * looks);
}
