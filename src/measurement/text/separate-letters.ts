import type { Raster } from '../../image/canonical-image.js';
import { type Candidate, chooseMask } from './choose-mask.js';
import { colourBins, colourClusters } from './colour-clusters.js';
import { colourSteps, coverageOf, likeness, outlineOf } from './letter-likeness.js';
import { assign, type LetterMask, letterMask } from './letter-mask.js';

const MOST_COLOURS = 4;
/** Letters of a gradient, or of two words in two colours. */
const COLOURS_OF_LETTERS = 2;

/**
 * The split of a crop's colours in two that makes one side look most like a line of letters; null when none does.
 * `places` are the columns of the crop where a letter or digit was read; without any, the whole line should hold some.
 */
export function separateLetters(crop: Raster, margin: number, places: readonly number[]): LetterMask | null {
  const bins = colourBins(crop);
  const steps = colourSteps(crop);
  const candidates: Candidate[] = [];
  for (let count = 2; count <= MOST_COLOURS; count++) {
    const centres = colourClusters(bins, count);
    if (centres.length < count) break;
    const clusters = assign(crop, centres);
    for (let chosen = 1; chosen < (1 << count) - 1; chosen++) {
      if (bits(chosen) > COLOURS_OF_LETTERS) continue;
      const mask = letterMask(clusters, crop.width, crop.height, chosen, margin);
      if (!mask) continue;
      const coverage = coverageOf(mask, places, margin);
      const outline = outlineOf(mask, steps);
      const score = coverage * likeness(mask, outline, margin);
      candidates.push({ mask, coverage, length: outline.length, score });
    }
  }
  return chooseMask(candidates);
}

function bits(value: number): number {
  let count = 0;
  for (let rest = value; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}
