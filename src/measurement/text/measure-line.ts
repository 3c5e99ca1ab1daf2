import type { Raster } from '../../image/canonical-image.js';
import { widthInFrame } from '../player-frame.js';
import { round } from '../round.js';
import { roundRegion } from '../round-region.js';
import type { Found } from './detect-text.js';
import { cornersOf, inkPoints, inkSlope, regionAround } from './ink-shape.js';
import { isWriting, looksLikeLine } from './is-writing.js';
import { measureInk } from './measure-ink.js';
import { placeWords } from './place-words.js';
import { readLine } from './read-line.js';
import { isReadable, type Script, scriptOf } from './script-of.js';
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
  { box, score }: Found,
): Promise<MeasuredLine | null> {
  const characters = await readLine(models, picture, box);
  const script = scriptOf(characters);
  const ink = measureInk(picture, box, characters);
  const readable = isReadable(script);
  if (!isWriting({ box, score }, picture, characters, ink, readable)) return null;
  const { angle, height } = ink ? inkSlope(ink) : { angle: box.angle, height: box.height * USUAL_INK };
  const all = ink ? inkPoints(ink, 0, ink.mask.width) : cornersOf({ ...box, height }, 0, 1);
  const words = readable ? placeWords(characters, picture, { ...box, height }, ink) : [];
  const line = {
    text: words.length > 0 ? words.map(({ text }) => text).join(' ') : null,
    confidence: round(score),
    region: roundRegion(regionAround(all, picture)),
    angle: round((angle * 180) / Math.PI),
    height: textHeight(height, picture),
    contrastRatio: ink?.contrastRatio ? round(ink.contrastRatio) : null,
  };
  return { line, words, script };
}

/** A line that is only placed, not read; null when it does not look like one. */
export function placeLine(picture: Raster, found: Found): MeasuredLine | null {
  if (!looksLikeLine(found, picture)) return null;
  const { box, score } = found;
  const height = box.height * USUAL_INK;
  const line = {
    text: null,
    confidence: round(score),
    region: roundRegion(regionAround(cornersOf({ ...box, height }, 0, 1), picture)),
    angle: round((box.angle * 180) / Math.PI),
    height: textHeight(height, picture),
    contrastRatio: null,
  };
  // Nothing is known of its script, so it has no say in how others are taken.
  return { line, words: [], script: 'latin' };
}

function textHeight(pixels: number, picture: Raster): TextHeight {
  const at = (frameWidth: number) => round((pixels / picture.width) * widthInFrame(picture, frameWidth));
  return { at1280: at(1280), at360: at(360), at168: at(168), at120: at(120) };
}
