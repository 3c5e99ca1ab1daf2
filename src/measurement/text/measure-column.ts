import type { Raster } from '../../image/canonical-image.js';
import { type Character, meanConfidence } from './decode-line.js';
import type { Found } from './detect-text.js';
import { measureInk } from './measure-ink.js';
import { type MeasuredLine, measureRead, stackedLine } from './measure-line.js';
import { readLine } from './read-line.js';
import { isReadable, scriptOf } from './script-of.js';
import { type StackedLetters, unstack } from './stacked-letters.js';
import type { TextModels } from './text-models.js';

/** What a reading must be as sure of, as a line and as one of another script, which comes out as a guess. */
const LEAST = 0.8;
const LEAST_UNREAD = 0.6;
/** Two of them may be anything, such as wheels, and what is read as fewer than three is no turned line. */
const LEAST_OF_TWO = 0.9;
const LEAST_LETTERS = 3;

interface Reading {
  readonly characters: readonly Character[];
  /** 0 to 1. */
  readonly sure: number;
}

interface TurnedReading extends Reading {
  /** Number of letters of any script. */
  readonly guessed: number;
}

/**
 * Writing from top to bottom: turned by a quarter to either side, or letter below letter. The reader knows turned
 * letters too, so that the shape of the letters decides between both; null when no reading looks like writing.
 */
export async function measureColumn(
  models: TextModels,
  picture: Raster,
  { box, score }: Found,
): Promise<MeasuredLine | null> {
  const [upwards, downwards] = [-1, 1].map((side) => ({
    score,
    box: { ...box, width: box.height, height: box.width, angle: box.angle + (side * Math.PI) / 2 },
  }));
  if (!upwards || !downwards) return null;
  const up = await readTurned(models, picture, upwards);
  const down = await readTurned(models, picture, downwards);
  const [turned, reading] = up.sure > down.sure ? [upwards, up] : [downwards, down];

  const ink = measureInk(picture, downwards.box, []);
  const stack = ink && unstack(picture, ink);
  if (ink && stack && (stack.upright || reading.sure < LEAST)) {
    const { characters, sure } = await readStack(models, stack);
    const least = stack.count < LEAST_LETTERS ? LEAST_OF_TWO : LEAST_UNREAD;
    const believable = sure >= least && Math.abs(characters.length - stack.count) <= 1;
    if (believable) {
      const read = sure >= LEAST && isReadable(scriptOf(characters)) && characters.length === stack.count;
      return stackedLine(picture, score, ink, stack.height, read ? characters : null);
    }
  }
  if (reading.sure >= LEAST) return measureRead(picture, turned, reading.characters);
  // A pole and a ladder are as long as a column: letters must stand beside each other, and be recognised as some.
  const letters = Math.min(ink?.mask.letters ?? 0, Math.max(up.guessed, down.guessed));
  return letters >= LEAST_LETTERS ? measureRead(picture, downwards, []) : null;
}

async function readTurned(models: TextModels, picture: Raster, { box }: Found): Promise<TurnedReading> {
  const characters = await readLine(models, picture, box);
  const confidence = meanConfidence(characters);
  const line = characters.length > 1 && isReadable(scriptOf(characters));
  return {
    characters,
    sure: line ? confidence : 0,
    guessed: confidence >= LEAST_UNREAD ? characters.length : 0,
  };
}

async function readStack(models: TextModels, { line }: StackedLetters): Promise<Reading> {
  const { width, height } = line;
  const characters = await readLine(models, line, { x: width / 2, y: height / 2, width, height, angle: 0 });
  return { characters, sure: characters.length > 1 ? meanConfidence(characters) : 0 };
}
