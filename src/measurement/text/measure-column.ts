import type { Raster } from '../../image/canonical-image.js';
import { type Character, meanConfidence } from './decode-line.js';
import type { Found } from './detect-text.js';
import { measureInk } from './measure-ink.js';
import { type MeasuredLine, measureRead, stackedLine } from './measure-line.js';
import { readLine } from './read-line.js';
import { isReadable, scriptOf } from './script-of.js';
import { unstack } from './stacked-letters.js';
import type { TextModels } from './text-models.js';

/** A reading as sure as this ends the search; one below the second is none. */
const SURE = 0.9;
const LEAST = 0.8;
/** Letters that nobody can read, as of another script, are recognised with less. */
const LEAST_UNREAD = 0.5;
const LEAST_LETTERS = 3;

/**
 * Writing from top to bottom: turned by a quarter to either side, or letter below letter. The most certain of at most
 * three readings counts; null when none of them looks like writing.
 */
export async function measureColumn(
  models: TextModels,
  picture: Raster,
  { box, score }: Found,
): Promise<MeasuredLine | null> {
  const turned = [-1, 1].map((side) => ({
    score,
    box: { ...box, width: box.height, height: box.width, angle: box.angle + (side * Math.PI) / 2 },
  }));
  let best: { found: Found; characters: Character[]; sure: number } | null = null;
  for (const found of turned) {
    const characters = await readLine(models, picture, found.box);
    const sure = isReadable(scriptOf(characters)) && characters.length > 1 ? meanConfidence(characters) : 0;
    if (!best || sure > best.sure) best = { found, characters, sure };
  }
  if (!best) return null;
  if (best.sure >= SURE) return measureRead(picture, best.found, best.characters);

  const downwards = turned[1] ?? best.found;
  const ink = measureInk(picture, downwards.box, []);
  const stack = ink && unstack(picture, ink);
  if (ink && stack) {
    const { line, count, height } = stack;
    const whole = { x: line.width / 2, y: line.height / 2, width: line.width, height: line.height, angle: 0 };
    const characters = await readLine(models, line, whole);
    const sure = characters.length > 1 ? meanConfidence(characters) : 0;
    if (sure > best.sure && sure >= LEAST_UNREAD && Math.abs(characters.length - count) <= 1) {
      const read = sure >= LEAST && isReadable(scriptOf(characters)) && characters.length === count;
      return stackedLine(picture, score, ink, height, read ? characters : null);
    }
  }
  if (best.sure >= LEAST) return measureRead(picture, best.found, best.characters);
  const unread = { ...downwards, score };
  // A pole is as long as a column: only several letters beside each other tell writing that was not read.
  return ink && ink.mask.letters >= LEAST_LETTERS ? measureRead(picture, unread, []) : null;
}
