// Bound once: in the sandboxes that tests run in, looking a global up in a hot loop takes most of the time.
const { max } = Math;

/** One letter, digit or sign of a line. */
export interface Character {
  readonly text: string;
  /** How sure the reader is, 0 to 1. */
  readonly confidence: number;
  /** How sure it is of the shape, which some letters have in both cases, 0 to 1. */
  readonly shape: number;
  /** Where its middle lies along the line, 0 to 1. */
  readonly at: number;
  /** How likely a space stands between it and the one before, 0 to 1. */
  readonly space: number;
  /** How likely it, or what stands between it and the one before, is a Cyrillic letter, 0 to 1. */
  readonly cyrillic: number;
  /** For a 6, how likely it is what the reader takes a Cyrillic Б for otherwise, 0 to 1; 0 for anything else. */
  readonly be: number;
  /** How likely what stands between it and the one before, and was not read, is an E: so a € looks; 0 to 1. */
  readonly euro: number;
}

/** Those that the reader knows, without the ones that look like a Latin letter or a digit. */
const CYRILLIC = ['И', 'Й', 'П', 'Я'];
/** What a Б passes for when it is not a 6. */
const BE = ['5', 'b'];
const EURO = ['E', 'e', '∈'];
/** A letter of the same shape in both cases is not doubted for its case; not O and U, which Arabic comes out as. */
const SAME_SHAPE = ['Cc', 'Ss', 'Vv', 'Ww', 'Xx', 'Zz'];

/**
 * The likeliest reading of what a network with connectionist temporal classification saw at every step along a line:
 * one likelihood for each entry of the alphabet, of which the first is no letter and the last is the space. A letter
 * that stays for several steps is one letter.
 */
export function decode(likelihoods: Float32Array, alphabet: readonly string[]): Character[] {
  const classes = alphabet.length;
  const steps = likelihoods.length / classes;
  // With weights and an alphabet of different versions every letter would silently be another one.
  if (!Number.isInteger(steps)) throw new Error('the reader knows another alphabet');
  const spaceClass = classes - 1;
  const classesOf = (letters: readonly string[]) =>
    letters.map((letter) => alphabet.indexOf(letter)).filter((index) => index > 0);
  const [cyrillicClasses, beClasses, euroClasses] = [classesOf(CYRILLIC), classesOf(BE), classesOf(EURO)];
  const sameShape = new Map(
    SAME_SHAPE.flatMap((pair) => {
      const classes = classesOf([...pair]);
      return classes.map((index) => [index, classes] as const);
    }),
  );
  const characters: Character[] = [];
  let [previous, begin, space, cyrillic, be, euro, confidence, shape] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let step = 0; step <= steps; step++) {
    const row = step * classes;
    const best = step < steps ? likeliest(likelihoods, row, classes) : 0;
    if (best !== previous) {
      if (previous !== 0 && previous !== spaceClass) {
        const at = (begin + step) / 2 / steps;
        const text = alphabet[previous] ?? '';
        characters.push({ text, confidence, shape, at, space, cyrillic, be: text === '6' ? be : 0, euro });
        [space, cyrillic, euro] = [0, 0, 0];
      }
      [previous, begin, confidence, shape, be] = [best, step, 0, 0, 0];
    }
    if (step === steps) break;
    confidence = max(confidence, likelihoods[row + best] ?? 0);
    shape = max(shape, weightOf(sameShape.get(best) ?? [best], likelihoods, row));
    space = max(space, likelihoods[row + spaceClass] ?? 0);
    cyrillic = max(cyrillic, weightOf(cyrillicClasses, likelihoods, row));
    be = max(be, weightOf(beClasses, likelihoods, row));
    if (best === 0) euro = max(euro, weightOf(euroClasses, likelihoods, row));
  }
  return characters;
}

function weightOf(classes: readonly number[], likelihoods: Float32Array, row: number): number {
  let sum = 0;
  for (const index of classes) sum += likelihoods[row + index] ?? 0;
  return sum;
}

function likeliest(likelihoods: Float32Array, row: number, classes: number): number {
  let best = 0;
  for (let i = 1; i < classes; i++) {
    if ((likelihoods[row + i] ?? 0) > (likelihoods[row + best] ?? 0)) best = i;
  }
  return best;
}

export function meanConfidence(characters: readonly Character[]): number {
  return characters.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, characters.length);
}
