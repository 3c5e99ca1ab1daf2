import type { Raster } from '../../image/canonical-image.js';
import { widthInFrame } from '../player-frame.js';
import { round } from '../round.js';
import { roundRegion } from '../round-region.js';
import type { Character } from './decode-line.js';
import type { Found } from './detect-text.js';
import { cornersOf, inkPoints, inkSlope, regionAround } from './ink-shape.js';
import { isWriting, looksLikeLine } from './is-writing.js';
import { type Ink, measureInk } from './measure-ink.js';
import { placeWords } from './place-words.js';
import { readLine } from './read-line.js';
import { isReadable, type Script, scriptOf } from './script-of.js';
import { splitWords } from './split-words.js';
import type { TextHeight, TextLine, TextWord } from './text.type.js';
import type { TextModels } from './text-models.js';

export interface MeasuredLine {
  readonly line: TextLine;
  readonly words: readonly Omit<TextWord, 'line'>[];
  readonly script: Script;
}

/** Of the detector's box, as long as the ink cannot be told from its surroundings; found on drawn lines. */
const USUAL_INK = 0.87;

/** Null when what was found is no writing after all. */
export async function measureLine(
  models: TextModels,
  picture: Raster,
  found: Found,
): Promise<MeasuredLine | null> {
  return measureRead(picture, found, await readLine(models, picture, found.box));
}

/** The same of a line whose characters are known. */
export function measureRead(
  picture: Raster,
  { box, score }: Found,
  characters: readonly Character[],
): MeasuredLine | null {
  const script = scriptOf(characters);
  const ink = measureInk(picture, box, characters);
  const readable = isReadable(script);
  if (!isWriting({ box, score }, picture, characters, ink, readable)) return null;
  const { angle, height } = ink ? inkSlope(ink) : { angle: box.angle, height: box.height * USUAL_INK };
  const all = ink ? inkPoints(ink, 0, ink.mask.width) : cornersOf({ ...box, height }, 0, 1);
  const words = readable ? placeWords(characters, picture, { ...box, height }, ink) : [];
  return { line: lineOf(picture, score, all, angle, height, words, ink), words, script };
}

/** Letters one below the other; `ink` is that of the column, `height` that of a letter, null is what was not read. */
export function stackedLine(
  picture: Raster,
  score: number,
  ink: Ink,
  height: number,
  characters: readonly Character[] | null,
): MeasuredLine {
  const all = inkPoints(ink, 0, ink.mask.width);
  const region = roundRegion(regionAround(all, picture));
  // The room between letters that stand below each other says nothing of words.
  const words = (characters ? splitWords(characters, []) : []).slice(0, 1).map((word) => ({
    text: (characters ?? []).map(({ text }) => text).join(''),
    confidence: round(word.confidence),
    region,
  }));
  const angle = ink.box.angle - Math.PI / 2;
  const script = characters ? scriptOf(characters) : 'other';
  return { line: lineOf(picture, score, all, angle, height, words, ink), words, script };
}

function lineOf(
  picture: Raster,
  score: number,
  points: readonly number[],
  angle: number,
  height: number,
  words: readonly { readonly text: string }[],
  ink: Ink | null,
): TextLine {
  return {
    text: words.length > 0 ? words.map(({ text }) => text).join(' ') : null,
    confidence: round(score),
    region: roundRegion(regionAround(points, picture)),
    angle: round((angle * 180) / Math.PI),
    height: textHeight(height, picture),
    contrastRatio: ink?.contrastRatio ? round(ink.contrastRatio) : null,
  };
}

/** A line that is only placed, not read; null when it does not look like one. */
export function placeLine(picture: Raster, found: Found): MeasuredLine | null {
  if (!looksLikeLine(found, picture)) return null;
  const { box, score } = found;
  const height = box.height * USUAL_INK;
  const line = lineOf(picture, score, cornersOf({ ...box, height }, 0, 1), box.angle, height, [], null);
  // Nothing is known of its script, so it has no say in how others are taken.
  return { line, words: [], script: 'latin' };
}

function textHeight(pixels: number, picture: Raster): TextHeight {
  const at = (frameWidth: number) => round((pixels / picture.width) * widthInFrame(picture, frameWidth));
  return { at1280: at(1280), at360: at(360), at168: at(168), at120: at(120) };
}
