import type { Raster } from '../../image/canonical-image.js';
import type { Character } from './decode-line.js';
import type { Found } from './detect-text.js';
import type { Ink } from './measure-ink.js';

/** Lines that could not be read count as text only when the detector is this sure. */
const SURE = 0.9;
/** A line is longer than it is high; a wheel, a flower and a face are not. Separate letters make a shorter one enough. */
const LEAST_LENGTH = 2.2;
const LEAST_LENGTH_OF_LETTERS = 1.5;
const SEPARATE_LETTERS = 3;
/** A line of writing higher than this share of the picture would have been read. */
const MOST_HEIGHT = 0.6;
/** How much of the detector's height a single letter fills. */
const FILLS = 0.75;
const LEAST_CONTRAST = 1.1;

/** Whether what the detector found has the shape of a line, and it is sure. */
export function looksLikeLine({ box, score }: Found, picture: Raster): boolean {
  return (
    score >= SURE && box.width >= LEAST_LENGTH * box.height && box.height <= MOST_HEIGHT * picture.height
  );
}

/**
 * The detector takes round things, wheels and leaves for letters, and is sure of it. What was read is writing, but a
 * single letter must look like one; what was not read must look like a line.
 */
export function isWriting(
  { box, score }: Found,
  picture: Raster,
  characters: readonly Character[],
  ink: Ink | null,
  readable: boolean,
): boolean {
  if (readable && characters.length > 1) return true;
  if (!ink || (ink.contrastRatio ?? 1) < LEAST_CONTRAST) return false;
  const { letters, pieces, top, bottom } = ink.mask;
  if (readable) {
    const height = ((bottom - top + 1) / ink.mask.height) * ink.box.height;
    return pieces <= 2 * letters && height >= FILLS * box.height;
  }
  const lettered = letters >= SEPARATE_LETTERS && pieces <= 2 * letters;
  const length = box.width / box.height;
  const lineShaped = length >= (lettered ? LEAST_LENGTH_OF_LETTERS : LEAST_LENGTH);
  const low = box.height <= MOST_HEIGHT * picture.height;
  return score >= SURE && lineShaped && low && pieces <= 4 * letters + 2;
}
