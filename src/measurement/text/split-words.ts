import type { Character } from './decode-line.js';

export interface Word {
  readonly text: string;
  readonly confidence: number;
  /** Positions of its first and its last character in the line. */
  readonly first: number;
  readonly last: number;
}

/** The reader drops most spaces of display type, but hardly ever without a doubt. */
const LIKELY_SPACE = 0.05;
/** Less doubt is enough where the letters stand clearly apart: as a share of the ink's height, and of other gaps. */
const DOUBTFUL_SPACE = 0.003;
const WIDE_GAP = 0.2;
const WIDER_THAN_OTHERS = 2;

/** `gaps` tells how much room without ink is before each character, as a share of the line's height. */
export function splitWords(characters: readonly Character[], gaps: readonly number[]): Word[] {
  const sorted = gaps.slice(1).sort((a, b) => a - b);
  const usual = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const wide = Math.max(WIDE_GAP, WIDER_THAN_OTHERS * usual);
  const starts = characters.flatMap(({ space }, i) => {
    const apart = space >= LIKELY_SPACE || (space >= DOUBTFUL_SPACE && (gaps[i] ?? 0) >= wide);
    return i === 0 || apart ? [i] : [];
  });
  return starts.map((first, i) => {
    const last = (starts[i + 1] ?? characters.length) - 1;
    const own = characters.slice(first, last + 1);
    const confidence = own.reduce((sum, character) => sum + character.confidence, 0) / own.length;
    return { text: tidy(own.map(({ text }) => text).join('')), confidence, first, last };
  });
}

/** Display type draws the letter O and zero alike: among letters it is the letter, among digits the digit. */
function tidy(word: string): string {
  const others = word.replace(/[0Oo]/g, '');
  const letters = others.replace(/\P{L}/gu, '');
  const digits = others.replace(/\P{Nd}/gu, '');
  if (digits.length === 0 && letters.length >= 2) {
    return word.replaceAll('0', letters === letters.toUpperCase() ? 'O' : 'o');
  }
  return letters.length === 0 && (digits.length > 0 || /\d/.test(word)) ? word.replace(/[Oo]/g, '0') : word;
}
