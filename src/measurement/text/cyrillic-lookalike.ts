import type { Character } from './decode-line.js';

/** What the Cyrillic Б, З and Э are taken for among capitals. */
const DIGIT_AMONG_CAPITALS = /[A-Z][36][A-Z0]|^[36][A-Z]{2,}$/;
/** Ь and Ы: neither stands after a vowel, as the b of About does. Xbox and 16Kb are none either. */
const SIGN_AMONG_CAPITALS = /(?:^|[^aeiou])b[A-Z]|[BCDFHJLNPRSVWYZ36]b|(?<!\d)[KMT]b|Xb(?![a-z])/;

/** No Cyrillic capital is taken for one of these, or not surely; found on drawn words. */
const LATIN_ONLY = /[DGNQRSUVZ]/;
const SURE_LATIN = 0.95;
/** A digit that is no Cyrillic letter, with letters on both sides. */
const DIGIT_FOR_LETTER = /[A-Z][12456789](?=[A-Z])/;

/** Hours, sizes and names of models: 3AM, 36KM, 4K60, E30. */
const NUMBER_WITH_UNIT = /^\d+(?:[AP]M|[KMVX]\d*|FT|HP|[CKM]?M|TH)$|^[A-Z]+\d{2,}$/;
/** Every Cyrillic word of three letters has a vowel; these are what vowels are taken for, besides the Э for a 3. */
const VOWEL = /[AEINOY0aeionry]/;
/** A 3 that may be an Э is read with less confidence. */
const SURE_DIGIT = 0.99;
/** How much weight a true 6 leaves to what Б is taken for as well. */
const MOST_BE = 1e-3;
const HOUR = /^(?:1[0-2]|[1-9])[AP]M$/;

/** Whether a word of Latin capitals and digits is more likely a Cyrillic one, such as 3HAIO for ЗНАЮ. */
export function looksCyrillic(word: string, characters: readonly Character[]): boolean {
  const sign = SIGN_AMONG_CAPITALS.test(word);
  if (!sign && !DIGIT_AMONG_CAPITALS.test(word)) return false;
  if (characters.some(({ text, confidence }) => LATIN_ONLY.test(text) && confidence >= SURE_LATIN))
    return false;
  if (sign || characters.some(({ be }) => be > MOST_BE)) return true;
  const threes = characters.filter(({ text }) => text === '3');
  if (threes.length === 0 || DIGIT_FOR_LETTER.test(word) || NUMBER_WITH_UNIT.test(word)) return false;
  return VOWEL.test(word) || threes.some(({ confidence }) => confidence < SURE_DIGIT);
}

/** An hour is too common to be doubted for what single letters of it may be. */
export function isHour(word: string): boolean {
  return HOUR.test(word);
}
