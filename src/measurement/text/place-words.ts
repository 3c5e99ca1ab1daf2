import type { Raster } from '../../image/canonical-image.js';
import type { Region } from '../region.type.js';
import { round } from '../round.js';
import { roundRegion } from '../round-region.js';
import type { Character } from './decode-line.js';
import { cornersOf, inkPoints, regionAround } from './ink-shape.js';
import { widestGap } from './letter-gaps.js';
import type { Ink } from './measure-ink.js';
import type { RotatedBox } from './rotated-box.js';
import { splitWords } from './split-words.js';
import type { TextWord } from './text.type.js';

/** The words of a line, and where they stand; without ink in the box, by where their letters were read. */
export function placeWords(
  characters: readonly Character[],
  picture: Raster,
  box: RotatedBox,
  ink: Ink | null,
): Omit<TextWord, 'line'>[] {
  const gaps = characters.map(({ at }, i) => gapBefore(characters[i - 1]?.at, at, ink));
  const words = splitWords(
    characters,
    gaps.map(({ length }) => length),
  );
  return words.map((word, i) => ({
    text: word.text,
    confidence: round(word.confidence),
    region: roundRegion(
      wordRegion(gaps[word.first]?.middle, gaps[words[i + 1]?.first ?? -1]?.middle, picture, box, ink),
    ),
  }));
}

/** Where the room between two characters has its middle, as a share of the line's length, and how wide it is. */
function gapBefore(
  before: number | undefined,
  at: number,
  ink: Ink | null,
): { middle: number | null; length: number } {
  if (before === undefined) return { middle: null, length: 0 };
  if (!ink) return { middle: (before + at) / 2, length: 0 };
  const { mask, margin } = ink;
  const span = mask.width - 2 * margin;
  const gap = widestGap(ink.columns, margin + before * span, margin + at * span);
  return { middle: (gap.middle - margin) / span, length: gap.length / (mask.bottom - mask.top + 1) };
}

/** Between two shares of the line's length; from its beginning or to its end without one. */
function wordRegion(
  from: number | null | undefined,
  to: number | null | undefined,
  picture: Raster,
  box: RotatedBox,
  ink: Ink | null,
): Region {
  if (ink) {
    const { mask, margin } = ink;
    const span = mask.width - 2 * margin;
    const points = inkPoints(
      ink,
      typeof from === 'number' ? margin + from * span : 0,
      typeof to === 'number' ? margin + to * span : mask.width,
    );
    if (points.length > 0) return regionAround(points, picture);
  }
  return regionAround(cornersOf(box, from ?? 0, to ?? 1), picture);
}
