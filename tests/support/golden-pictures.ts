import type { OriginalPicture } from '../../src/image/canonical-image.js';
import type { Measurements } from '../../src/measurement/measurements.type.js';
import type { Criterion } from '../../src/scoring/rubric.js';
import type { PassScores, Scorable } from '../../src/scoring/scorecard.js';
import { originalPicture } from './draw-raster.js';
import { GoldenDice } from './golden-dice.js';
import { edgePictures } from './golden-edges.js';

/** What an analysis stored, as far as a score is made of it. */
export interface StoredPicture extends Scorable {
  readonly name: string;
  readonly passes: readonly PassScores[];
}

const RANDOM_PICTURES = 20;
const FORMATS = ['jpeg', 'png', 'webp', 'gif', 'avif'] as const;

/**
 * What a rubric is recorded with: measurements by chance, and some at the edges of its rules. It is stored beside the
 * scores, so what is made here matters only where nothing was recorded yet.
 */
export function goldenPictures(criteria: readonly Criterion[]): StoredPicture[] {
  const random = Array.from({ length: RANDOM_PICTURES }, (_, index) => randomPicture(index, criteria));
  return [...edgePictures(criteria), ...random];
}

function randomPicture(index: number, criteria: readonly Criterion[]): StoredPicture {
  const dice = new GoldenDice(index + 1);
  const all = dice.measurements();
  const measurements = index % 3 === 0 ? withGaps(all, dice) : all;
  const passes = index % 2 === 0 ? [] : Array.from({ length: 1 + (index % 3) }, () => dice.pass(criteria));
  const [first] = passes;
  const original = index % 4 === 0 ? originalPicture() : randomOriginal(dice);
  const judged = first ? dice.judged(first) : null;
  return { name: `random ${index}`, original, measurements, judged, hasTitle: index % 5 !== 0, passes };
}

function randomOriginal(dice: GoldenDice): OriginalPicture {
  return originalPicture({
    format: FORMATS[dice.whole(0, 4)] ?? 'jpeg',
    width: dice.whole(200, 1920),
    height: dice.whole(200, 1200),
    bytes: dice.whole(1000, 60 * 1024 ** 2),
    frames: dice.whole(1, 2),
  });
}

/** Some families could not be measured. */
function withGaps(all: Measurements, dice: GoldenDice): Measurements {
  return Object.fromEntries(
    Object.entries(all).map(([family, value]) => [family, dice.whole(0, 3) === 0 ? null : value]),
  ) as unknown as Measurements;
}
