import type { Raster } from '../../src/image/canonical-image.js';
import type { Region } from '../../src/measurement/region.type.js';
import type { Box } from './draw-letters.js';

/** Which of the words that are there were found, and which of the found ones are not there. */
export interface Matched {
  readonly pairs: readonly { readonly wanted: number; readonly found: number }[];
  readonly missed: readonly number[];
  readonly invented: readonly number[];
}

/**
 * Words count as equal whatever their case and accents, without punctuation at their ends; each one is found once.
 * Words of nothing but punctuation do not count.
 */
export function matchWords(wanted: readonly string[], found: readonly string[]): Matched {
  const free = new Set(found.keys());
  const pairs: { wanted: number; found: number }[] = [];
  const missed: number[] = [];
  wanted.forEach((word, index) => {
    const key = normalise(word);
    if (key === '') return;
    const match = [...free].find((i) => normalise(found[i] ?? '') === key);
    if (match === undefined) missed.push(index);
    else {
      free.delete(match);
      pairs.push({ wanted: index, found: match });
    }
  });
  return { pairs, missed, invented: [...free].filter((i) => normalise(found[i] ?? '') !== '') };
}

function normalise(word: string): string {
  // The dotless i has no accent to take away.
  const plain = word.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ı', 'i');
  return plain.toLowerCase().replace(/^[^\p{L}\p{N}$€£&]+|[^\p{L}\p{N}$€£&%]+$/gu, '');
}

/** A region in pixels of the picture. */
export function toBox({ x, y, width, height }: Region, picture: Raster): Box {
  return {
    x: x * picture.width,
    y: y * picture.height,
    width: width * picture.width,
    height: height * picture.height,
  };
}

/** Intersection over union, 0 to 1. */
export function overlap(a: Box, b: Box): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const shared = Math.max(0, across) * Math.max(0, down);
  return shared / (a.width * a.height + b.width * b.height - shared);
}
