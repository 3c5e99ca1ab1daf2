import { describe, expect, it } from '@jest/globals';
import { splitWords } from '../../../src/measurement/text/split-words.js';

/** A `|` before a letter stands for a space that the reader thinks likely, a `:` for one that it doubts. */
function characters(marked: string) {
  return [...marked.matchAll(/([|:]?)(.)/g)].map(([, mark, text], i) => ({
    text: text ?? '',
    confidence: 0.9,
    shape: 0.9,
    at: i / 20,
    space: mark === '|' ? 0.4 : mark === ':' ? 0.01 : 0.0001,
    cyrillic: 0,
    be: 0,
    euro: 0,
  }));
}

function words(marked: string, gaps: readonly number[] = []): string[] {
  return splitWords(characters(marked), gaps).map(({ text }) => text);
}

describe('words of a line', () => {
  it('end where the reader thinks of a space', () => {
    expect(words('NO|WAY|BACK')).toEqual(['NO', 'WAY', 'BACK']);
    expect(words('NOWAY')).toEqual(['NOWAY']);
  });

  it('end at a doubtful space where the letters stand wide apart, and only there', () => {
    const apart = (gap: number) => [0, 0.05, gap, 0.05, 0.05];
    expect(words('NO:WAY', apart(0.4))).toEqual(['NO', 'WAY']);
    expect(words('NO:WAY', apart(0.06))).toEqual(['NOWAY']);
    expect(words('NO:WAY', [0, 0.3, 0.35, 0.3, 0.3])).toEqual(['NOWAY']);
    expect(words('NOWAY', apart(0.4))).toEqual(['NOWAY']);
  });

  it.each([
    ['24|H0URS', ['24', 'HOURS']],
    ['m0ves', ['moves']],
    ['IN|3O|DAYS', ['IN', '30', 'DAYS']],
    ['$1OO', ['$100']],
    ['M0|O2', ['M0', '02']],
    ['A4O', ['A4O']],
  ])('have letters or digits, where both look alike: %s', (marked, expected) => {
    expect(words(marked)).toEqual(expected);
  });
});
