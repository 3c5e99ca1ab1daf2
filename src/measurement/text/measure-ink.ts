import type { Raster } from '../../image/canonical-image.js';
import { cropLine } from './crop-line.js';
import type { Character } from './decode-line.js';
import { contrastRatio } from './letter-contrast.js';
import { letterColumns } from './letter-gaps.js';
import type { LetterMask } from './letter-mask.js';
import type { RotatedBox } from './rotated-box.js';
import { separateLetters } from './separate-letters.js';

/** The letters of one line, told from what is around them. */
export interface Ink {
  readonly mask: LetterMask;
  /** The mask's place in the picture. */
  readonly box: RotatedBox;
  /** Where along the mask every letter stands, with slanted type set upright: 1 where there is ink. */
  readonly columns: Uint8Array;
  /** How far the letters lean, as a shift along the line for each pixel up. */
  readonly lean: number;
  /** WCAG 2.2. */
  readonly contrastRatio: number | null;
  /** Share of the box's length and height that the detector saw, before the room around it: pixels of the mask. */
  readonly margin: number;
}

/** Room around the detector's box, as a share of its height: what lies there is compared with the letters. */
const MARGIN = 0.25;
// Letters of a usual line are 40 pixels high then: enough for all that we measure, and quick.
const HEIGHT = 64;
const LONGEST = 2000;
const LETTER_OR_DIGIT = /[\p{L}\p{Nd}]/u;

/** Null when no split of the colours looks like letters. */
export function measureInk(picture: Raster, line: RotatedBox, characters: readonly Character[]): Ink | null {
  const room = 2 * MARGIN * line.height;
  const box = { ...line, width: line.width + room, height: line.height + room };
  const width = Math.max(8, Math.min(LONGEST, Math.round((HEIGHT * box.width) / box.height)));
  const crop = cropLine(picture, box, width, HEIGHT);
  const margin = Math.round((HEIGHT * MARGIN) / (1 + 2 * MARGIN));
  const places = characters
    .filter(({ text }) => LETTER_OR_DIGIT.test(text))
    .map(({ at }) => margin + at * (width - 2 * margin));
  const mask = separateLetters(crop, margin, places);
  if (!mask) return null;
  return { mask, box, ...letterColumns(mask), contrastRatio: contrastRatio(crop, mask), margin };
}
