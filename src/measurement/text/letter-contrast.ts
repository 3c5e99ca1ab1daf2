import type { Raster } from '../../image/canonical-image.js';
import { LINEAR_LIGHT } from '../linear-light.js';
import type { LetterMask } from './letter-mask.js';

// Bound once: in the sandboxes that tests run in, looking a global up in a hot loop takes most of the time.
const { max, min } = Math;

// How far out, in pixels of the crop, we look for what surrounds the letters; a thin outline is narrower than that.
const FARTHEST = 3;

/**
 * WCAG 2.2 contrast ratio of the letters' cores with what surrounds them, 1 to 21, from medians; null without both.
 * Of the rings around the letters the one that stands out most counts: it is the outline, if there is one, and the
 * nearest ring is a blend of both.
 */
export function contrastRatio(crop: Raster, mask: LetterMask): number | null {
  const { ink, width, height } = mask;
  const letters = medianLuminance(crop, core(ink, width, height));
  const distance = steps(ink, width, height, FARTHEST);
  const ratios: number[] = [];
  for (let ring = 1; ring <= FARTHEST; ring++) {
    const around = medianLuminance(
      crop,
      distance.map((value) => (value === ring ? 1 : 0)),
    );
    if (letters !== null && around !== null)
      ratios.push((max(letters, around) + 0.05) / (min(letters, around) + 0.05));
  }
  return ratios.length > 0 ? max(...ratios) : null;
}

/** The inner half of the letters at least, as far from their outline as can be. */
function core(ink: Uint8Array, width: number, height: number): Uint8Array {
  const outside = ink.map((value) => (value === 1 ? 0 : 1));
  const depth = steps(outside, width, height, 3);
  const deeper = (least: number) =>
    ink.map((value, i) => (value === 1 && (depth[i] === 0 || (depth[i] ?? 0) > least) ? 1 : 0));
  const area = count(ink);
  for (const least of [2, 1]) {
    const inner = deeper(least);
    if (count(inner) >= 0.25 * area) return inner;
  }
  return ink;
}

/** How many steps from the marked pixels every other one is, 1 to `most`; 0 is farther, or marked. */
function steps(marked: Uint8Array, width: number, height: number, most: number): Uint8Array {
  const distance = new Uint8Array(marked.length);
  for (let step = 1; step <= most; step++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const i = y * width + x;
        if (marked[i] === 1 || distance[i] !== 0) continue;
        const near = (at: number) => (step === 1 ? marked[at] === 1 : distance[at] === step - 1);
        if (
          (x > 0 && near(i - 1)) ||
          (x < width - 1 && near(i + 1)) ||
          (y > 0 && near(i - width)) ||
          (y < height - 1 && near(i + width))
        ) {
          distance[i] = step;
        }
      }
    }
  }
  return distance;
}

function medianLuminance({ pixels }: Raster, chosen: Uint8Array): number | null {
  const found: number[] = [];
  for (let i = 0, p = 0; i < chosen.length; i++, p += 3) {
    if (chosen[i] === 0) continue;
    // WCAG 2.2's weights.
    found.push(
      0.2126 * (LINEAR_LIGHT[pixels[p] ?? 0] ?? 0) +
        0.7152 * (LINEAR_LIGHT[pixels[p + 1] ?? 0] ?? 0) +
        0.0722 * (LINEAR_LIGHT[pixels[p + 2] ?? 0] ?? 0),
    );
  }
  return Float64Array.from(found).sort()[found.length >> 1] ?? null;
}

function count(marked: Uint8Array): number {
  let total = 0;
  for (const value of marked) total += value;
  return total;
}
