import { isHour, looksCyrillic } from './cyrillic-lookalike.js';
import { type Character, meanConfidence } from './decode-line.js';
import { splitWords } from './split-words.js';

/**
 * How a line can be taken: `latin`; `doubtful`, Latin if nothing else speaks against it; `shared`, Latin and Cyrillic
 * at once, letter for letter; `cyrillic`; `other`, which is every other script and unreadable text.
 */
export type Script = 'latin' | 'doubtful' | 'shared' | 'cyrillic' | 'other';

/** Letters with or without accents, digits, and the signs of a keyboard and of a price. */
const LATIN = /^[\p{Script=Latin}\p{Nd}\p{P}$€₹£¥¢+<=>^`|~°™®©²³×÷±№]$/u;
const WIDE = /[\u2e80-\uffef]/u;
const LETTER_OR_DIGIT = /[\p{L}\p{Nd}]/u;

/** Below the first, a reading is a guess: Arabic comes out like that. Below the second it may be one. */
const LEAST_CONFIDENCE = 0.75;
const SURE_CONFIDENCE = 0.85;
/** What looks like one to three letters may be anything. */
const SHORT = 3;
const SHORT_CONFIDENCE = 0.88;
/** How much weight for a Cyrillic letter a Latin line gets at most; found on drawn lines of both. */
const MOST_CYRILLIC = 2e-4;
/** Letters that both scripts write alike, and what the reader takes similar ones for. */
const SHARED = /^[ABCEHIKMNOPTWXYaceopxyu036b]+$/;

/**
 * The reader knows Latin, Chinese and a handful of Japanese and Cyrillic letters, and gives everything else the most
 * similar letter that it knows.
 */
export function scriptOf(characters: readonly Character[]): Script {
  const letters = characters.filter((character) => LETTER_OR_DIGIT.test(character.text));
  if (letters.length === 0) return 'other';
  if (characters.some((character) => !LATIN.test(character.text) || WIDE.test(character.text)))
    return 'other';
  // One to three letters say too little for that: an X may be a cross.
  const confidence = letters.length <= SHORT ? meanConfidence(characters) : meanShape(characters);
  if (confidence < (letters.length <= SHORT ? SHORT_CONFIDENCE : LEAST_CONFIDENCE)) return 'other';
  const cyrillic = splitWords(characters, []).some(({ text, first, last }) => {
    const own = characters.slice(first, last + 1);
    return looksCyrillic(text, own) || (!isHour(text) && own.some(hasCyrillic));
  });
  if (cyrillic) return 'cyrillic';
  if (confidence < SURE_CONFIDENCE || letters.length === 1) return 'doubtful';
  return SHARED.test(characters.map(({ text }) => text).join('')) ? 'shared' : 'latin';
}

/** Whether a line may be in Latin letters, looking at nothing else. */
export function isReadable(script: Script): boolean {
  return script !== 'other' && script !== 'cyrillic';
}

/** Whether a line is to be read, seeing what else is in the picture. */
export function isRead(script: Script, others: readonly Script[]): boolean {
  switch (script) {
    case 'latin':
      return true;
    case 'shared':
      return !others.includes('cyrillic');
    case 'doubtful':
      return !others.includes('cyrillic') && !others.includes('other');
    case 'cyrillic':
    case 'other':
      return false;
  }
}

function meanShape(characters: readonly Character[]): number {
  return characters.reduce((sum, { shape }) => sum + shape, 0) / Math.max(1, characters.length);
}

function hasCyrillic({ text, cyrillic }: Character): boolean {
  return LETTER_OR_DIGIT.test(text) && cyrillic > MOST_CYRILLIC;
}
