import type { Raster } from '../image/canonical-image.js';
import { lab } from './lab.js';
import type { PaletteColour } from './measurements.type.js';
import { round } from './round.js';

// Bound once: in the sandboxes that tests run in, looking a global up in a hot loop takes most of the time.
const { min } = Math;

const COLOURS = 6;
const ROUNDS = 8;
// CIE76 units: below this two areas of a thumbnail pass for one colour.
const DISTINCT = 14;
const MANY_LINES = 360;

/** Pixels of nearly the same colour, with their mean colour. */
interface Cell {
  readonly count: number;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly lab: readonly [number, number, number];
}

/**
 * At most six colours by k-means in CIE L*a*b* over a histogram. Seeded by the histogram itself, never by
 * chance, so that equal pixels give equal palettes.
 *
 * Ours, because the kept-up library for raw pixels (extract-colors) wants an alpha channel copied in, is
 * asynchronous, returns an unbounded number of colours, and takes longer than all our families together.
 */
export function palette(image: Raster): PaletteColour[] {
  const cells = histogram(image);
  let centres = seeds(cells);
  for (let i = 0; i < ROUNDS; i++) centres = gather(cells, centres).map((members) => mean(members).lab);
  const total = cells.reduce((sum, cell) => sum + cell.count, 0);
  return gather(cells, centres)
    .map(mean)
    .sort((a, b) => b.count - a.count)
    .map((colour) => ({ hex: hex(colour), share: round(colour.count / total) }))
    .filter(({ share }) => share > 0);
}

/** Five bits a channel: 8 levels of difference are not a difference in a palette. */
function histogram({ pixels, width, height }: Raster): Cell[] {
  // A canonical picture's sums stay below 2³¹, and whole numbers are quicker to add.
  const sums = new Int32Array(4 * 32768);
  // Of many lines every second shows the same areas.
  const skip = height >= MANY_LINES ? 2 : 1;
  for (let y = 0; y < height; y += skip) {
    for (let p = 3 * y * width, end = p + 3 * width; p < end; p += 3) {
      const red = pixels[p] ?? 0;
      const green = pixels[p + 1] ?? 0;
      const blue = pixels[p + 2] ?? 0;
      const at = ((red >> 3) << 12) | ((green >> 3) << 7) | ((blue >> 3) << 2);
      sums[at] = ((sums[at] ?? 0) + 1) | 0;
      sums[at + 1] = ((sums[at + 1] ?? 0) + red) | 0;
      sums[at + 2] = ((sums[at + 2] ?? 0) + green) | 0;
      sums[at + 3] = ((sums[at + 3] ?? 0) + blue) | 0;
    }
  }
  const cells: Cell[] = [];
  for (let at = 0; at < sums.length; at += 4) {
    const count = sums[at] ?? 0;
    if (count === 0) continue;
    cells.push(
      cell(count, (sums[at + 1] ?? 0) / count, (sums[at + 2] ?? 0) / count, (sums[at + 3] ?? 0) / count),
    );
  }
  return cells;
}

function cell(count: number, red: number, green: number, blue: number): Cell {
  return { count, red, green, blue, lab: lab(red, green, blue) };
}

/** The largest cell, then again and again the one that is both large and far from those chosen before. */
function seeds(cells: readonly Cell[]): Cell['lab'][] {
  const nearest = cells.map(() => Number.POSITIVE_INFINITY);
  const chosen: Cell['lab'][] = [];
  let next = cells.reduce<Cell | null>((best, one) => (best && best.count >= one.count ? best : one), null);
  while (next && chosen.length < COLOURS) {
    const seed: Cell['lab'] = next.lab;
    chosen.push(seed);
    next = null;
    let most = 0;
    cells.forEach((one, i) => {
      const near = min(nearest[i] ?? 0, distance(one.lab, seed));
      nearest[i] = near;
      const worth = near * one.count;
      if (near >= DISTINCT ** 2 && worth > most) {
        most = worth;
        next = one;
      }
    });
  }
  return chosen;
}

/** The cells of each centre; a centre that none is nearest to disappears. */
function gather(cells: readonly Cell[], centres: readonly Cell['lab'][]): Cell[][] {
  const groups: Cell[][] = centres.map(() => []);
  for (const one of cells) {
    let nearest = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < centres.length; i++) {
      const centre = centres[i];
      const far = centre ? distance(one.lab, centre) : least;
      if (far < least) {
        least = far;
        nearest = i;
      }
    }
    groups[nearest]?.push(one);
  }
  return groups.filter((group) => group.length > 0);
}

function mean(cells: readonly Cell[]): Cell {
  let count = 0;
  let red = 0;
  let green = 0;
  let blue = 0;
  for (const one of cells) {
    count += one.count;
    red += one.count * one.red;
    green += one.count * one.green;
    blue += one.count * one.blue;
  }
  return cell(count, red / count, green / count, blue / count);
}

function distance(a: Cell['lab'], b: Cell['lab']): number {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}

function hex({ red, green, blue }: Cell): string {
  return `#${[red, green, blue].map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}
