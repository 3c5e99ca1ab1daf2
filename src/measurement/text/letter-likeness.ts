import type { Raster } from '../../image/canonical-image.js';
import type { LetterMask } from './letter-mask.js';

// Bound once: in the sandboxes that tests run in, looking a global up in a hot loop takes most of the time.
const { abs, max, min } = Math;

/** Where letters end. */
export interface Outline {
  /** In pixels. */
  readonly length: number;
  /** Mean step of colour there, in levels: strokes end sharply, parts of a gradient do not. */
  readonly step: number;
}

/** How far from the middle of a letter ink may stand, as a share of the line's height, and how high it must be. */
const REACH = 0.12;
const STANDS = 0.5;
/** A step of so many levels is as good as any. */
const CRISP = 40;
/** Letters fill that share of the line's height at least. */
const TALL = 0.7;
/** Pixels of ink for each pixel of outline; the blend between letter and ground has fewer. */
const THIN = 1.6;

/** Share of the letters that were read that have ink where they stand, 0 to 1. */
export function coverageOf(mask: LetterMask, places: readonly number[], margin: number): number {
  const reach = REACH * (mask.height - 2 * margin);
  const least = STANDS * (mask.bottom - mask.top + 1);
  const step = Math.max(1, 2 * reach);
  const wanted =
    places.length > 0
      ? places
      : Array.from(
          { length: Math.ceil((mask.width - 2 * margin) / step) },
          (_, i) => margin + (i + 0.5) * step,
        );
  const covered = wanted.filter((place) => rowsAround(mask, place - reach, place + reach) >= least);
  return covered.length / Math.max(1, wanted.length);
}

/** From the first to the last row with ink between two columns. */
function rowsAround({ ink, width, top, bottom }: LetterMask, from: number, to: number): number {
  let [first, last] = [-1, -2];
  const left = Math.max(0, Math.floor(from));
  const right = Math.min(width - 1, Math.ceil(to));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      if (ink[y * width + x] === 0) continue;
      if (first < 0) first = y;
      last = y;
      break;
    }
  }
  return last - first + 1;
}

/** How much the shapes look like letters, 0 to 1. */
export function likeness(mask: LetterMask, { step, length }: Outline, margin: number): number {
  const line = mask.height - 2 * margin;
  const height = min(1, (mask.bottom - mask.top + 1) / (TALL * line));
  const crumbs = (mask.pieces - mask.letters) / (2 * mask.letters);
  const thickness = min(1, mask.area / (THIN * length));
  return (mask.purity * height * thickness * min(1, step / CRISP)) / (1 + crumbs);
}

/** How much colour changes at every pixel, in levels of the channel that changes most. */
export function colourSteps({ pixels, width, height }: Raster): Uint8Array {
  const steps = new Uint8Array(width * height);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const [a, b] = [3 * (i - 1), 3 * (i + 1)];
      const [c, d] = [3 * (i - width), 3 * (i + width)];
      let most = 0;
      for (let channel = 0; channel < 3; channel++) {
        const across = abs((pixels[a + channel] ?? 0) - (pixels[b + channel] ?? 0));
        const down = abs((pixels[c + channel] ?? 0) - (pixels[d + channel] ?? 0));
        most = max(most, across, down);
      }
      steps[i] = most;
    }
  }
  return steps;
}

export function outlineOf({ ink, width, left, right, top, bottom }: LetterMask, steps: Uint8Array): Outline {
  let [sum, count] = [0, 0];
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const i = y * width + x;
      if (ink[i] === 0) continue;
      if (ink[i - 1] === 1 && ink[i + 1] === 1 && ink[i - width] === 1 && ink[i + width] === 1) continue;
      sum += steps[i] ?? 0;
      count++;
    }
  }
  return { step: count > 0 ? sum / count : 0, length: count };
}
