import type { Raster } from '../../image/canonical-image.js';
import { type Colour, nearest } from './colour-clusters.js';
import { type Blob, labelBlobs } from './label-blobs.js';

// Bound once: in the sandboxes that tests run in, looking a global up in a hot loop takes most of the time.
const { max, min } = Math;

/** What of a crop is letters, and how much it looks like them. */
export interface LetterMask {
  readonly width: number;
  readonly height: number;
  /** 1 for every pixel of a letter. */
  readonly ink: Uint8Array;
  readonly area: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Number of pieces as high as letters, and of all pieces. */
  readonly letters: number;
  readonly pieces: number;
  /** Share of the pixels of these colours, within the line, that belong to letters, 0 to 1. */
  readonly purity: number;
}

/** A letter is at least this high, as a share of the highest one; lower are dots, commas and dashes. */
const TALL = 0.45;

/** Every pixel's cluster. */
export function assign({ pixels }: Raster, centres: readonly Colour[]): Uint8Array {
  const clusters = new Uint8Array(pixels.length / 3);
  // Pictures repeat their colours: look each of them up once, in steps of eight levels.
  const known = new Int8Array(32768).fill(-1);
  for (let i = 0, p = 0; i < clusters.length; i++, p += 3) {
    const [red, green, blue] = [pixels[p] ?? 0, pixels[p + 1] ?? 0, pixels[p + 2] ?? 0];
    const key = ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3);
    let cluster = known[key] ?? -1;
    if (cluster < 0) {
      cluster = nearest([(red & ~7) + 4, (green & ~7) + 4, (blue & ~7) + 4], centres);
      known[key] = cluster;
    }
    clusters[i] = cluster;
  }
  return clusters;
}

/**
 * Takes the pixels of the chosen clusters for letters, without what runs out of the crop and without crumbs.
 * `margin` is how many pixels of the crop lie outside the line on every side.
 */
export function letterMask(
  clusters: Uint8Array,
  width: number,
  height: number,
  chosen: number,
  margin: number,
): LetterMask | null {
  const marked = new Uint8Array(clusters.length);
  for (let i = 0; i < clusters.length; i++) marked[i] = (chosen >> (clusters[i] ?? 0)) & 1;
  const { labels, blobs } = labelBlobs(marked, width, height);
  const inside = blobs.filter((blob) => !runsOut(blob, width, height));
  const tallest = max(0, ...inside.filter(solid).map(rows));
  const letters = inside.filter((blob) => solid(blob) && rows(blob) >= TALL * tallest);
  if (letters.length === 0 || tallest < 0.3 * (height - 2 * margin)) return null;

  const top = min(...letters.map((blob) => blob.top));
  const bottom = max(...letters.map((blob) => blob.bottom));
  const kept = new Uint8Array(blobs.length + 1);
  for (const blob of letters) kept[blob.label] = 1;
  for (const blob of inside) {
    if (kept[blob.label] === 0 && belongs(blob, letters, tallest, top, bottom)) kept[blob.label] = 1;
  }
  return { ...build(blobs, labels, kept, width, height, margin), letters: letters.length };
}

function build(
  blobs: readonly Blob[],
  labels: Int32Array,
  kept: Uint8Array,
  width: number,
  height: number,
  margin: number,
): Omit<LetterMask, 'letters'> {
  const ink = new Uint8Array(labels.length);
  let [area, band, lost] = [0, 0, 0];
  for (let y = 0, i = 0; y < height; y++) {
    const inBand = y >= margin && y < height - margin;
    for (let x = 0; x < width; x++, i++) {
      const label = labels[i] ?? 0;
      if (label === 0) continue;
      if (kept[label] === 1) {
        ink[i] = 1;
        area++;
      }
      if (!inBand || x < margin || x >= width - margin) continue;
      band++;
      if (kept[label] === 0) lost++;
    }
  }
  const own = blobs.filter(({ label }) => kept[label] === 1);
  const left = min(...own.map((blob) => blob.left));
  const right = max(...own.map((blob) => blob.right));
  return {
    width,
    height,
    ink,
    area,
    left,
    right,
    top: min(...own.map((blob) => blob.top)),
    bottom: max(...own.map((blob) => blob.bottom)),
    pieces: own.length,
    purity: band > 0 ? 1 - lost / band : 0,
  };
}

function runsOut({ left, right, top, bottom }: Blob, width: number, height: number): boolean {
  return left === 0 || top === 0 || right === width - 1 || bottom === height - 1;
}

function rows({ top, bottom }: Blob): number {
  return bottom - top + 1;
}

/** Not a mere scratch. */
function solid(blob: Blob): boolean {
  return blob.area >= 8;
}

/** A dot, a comma, an accent: beside or within the letters' rows, or close above or below one of them. */
function belongs(
  blob: Blob,
  letters: readonly Blob[],
  tallest: number,
  top: number,
  bottom: number,
): boolean {
  if (blob.area < 0.003 * tallest * tallest) return false;
  const near = 0.35 * tallest;
  const inRows = blob.top >= top && blob.bottom <= bottom + 0.2 * tallest;
  return letters.some((letter) => {
    const aside = max(letter.left - blob.right, blob.left - letter.right);
    const apart = max(letter.top - blob.bottom, blob.top - letter.bottom);
    return (inRows && aside <= near) || (aside <= 0 && apart <= near);
  });
}
