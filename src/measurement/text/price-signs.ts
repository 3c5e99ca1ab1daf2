import type { Character } from './decode-line.js';

const DIGIT = /\p{Nd}/u;
/** What the reader, which does not know € and ₹, takes them for before a number; a true E or C is surer than that. */
const EURO = /[CEce∈]/;
const MOST_EURO = 0.92;
const RUPEE = '天';
/** How much weight for an E before a number stands for a sign that was not read at all. */
const LEAST_EURO = 0.1;
const LIKELY_SPACE = 0.05;

/** The characters with the signs of prices set right: only before a number at the beginning of a word. */
export function withPriceSigns(characters: readonly Character[]): Character[] {
  return characters.flatMap((character, i) => {
    const begins = i === 0 || character.space >= LIKELY_SPACE;
    const next = characters[i + 1];
    if (!begins || !next || next.space >= LIKELY_SPACE) return [character];
    const { text, confidence } = character;
    if (DIGIT.test(text)) {
      if (character.euro < LEAST_EURO) return [character];
      const at = Math.max(0, 2 * character.at - next.at);
      // As sure as its number: it says nothing of how well the line was read.
      return [
        { ...character, text: '€', at },
        { ...character, space: 0 },
      ];
    }
    if (!DIGIT.test(next.text)) return [character];
    const euro = EURO.test(text) && confidence < MOST_EURO;
    const sign = euro ? '€' : text === RUPEE ? '₹' : text;
    return [
      sign === text
        ? character
        : { ...character, text: sign, confidence: next.confidence, shape: next.shape },
    ];
  });
}
