import { expect, it } from '@jest/globals';
import { assert, property, string } from 'fast-check';
import { foldText, searchPhraseOf, searchWordsOf, soughtBy } from '../../src/input/search-text.js';

/** Whether a text finds a thumbnail of that title, as the database decides it. */
function finds(text: string, title: string, filename = 'x.png'): boolean {
  const sought = soughtBy(text);
  if (!sought) return false;
  const phrase = searchPhraseOf(filename, title);
  const words = searchWordsOf(phrase);
  const inIndex = sought.words.every(({ word, isWhole }) =>
    words.some((candidate) => (isWhole ? candidate === word : candidate.startsWith(word))),
  );
  const inPhrase = phrase.includes(sought.phrase);
  // The index may only leave out rows that the phrase leaves out as well.
  if (inPhrase) expect({ text, title, inIndex }).toEqual({ text, title, inIndex: true });
  return inPhrase;
}

it.each([
  ['ΚΟΣ', 'ΚΟΣΜΟΣ ΜΟΥ'],
  ['κοσμος', 'ΚΟΣΜΟΣ ΜΟΥ'],
  ['κοσμοσ μου', 'ΚΟΣΜΟΣ ΜΟΥ'],
  ['STRASSE', 'Straße'],
  ['straße', 'STRASSE'],
  ['ﬁne', 'FINE'],
  ['ＷＩＤＥ', 'wide'],
  ['istanbul', 'İSTANBUL'],
  ['IŞIK', 'ışık'],
  ['cafe\u0301', 'CAFÉ'],
  ['хорошо', 'ХОРОШО'],
  ['ᏣᎳᎩ', 'ꮳꮃꭹ'],
  ['cook', 'How to COOK: rice'],
  ['cook', 'cooking'],
  ['how to co', 'How  to\tCOOK'],
  ['to cook:', 'How to COOK: rice'],
  ['世界', '你好世界 hello'],
  ['界 hello', '你好世界 hello'],
  ['สวัสดี', 'สวัสดีครับ'],
  ['💥', 'boom💥'],
  ['?', 'Why?'],
  ["'||sleep", "x '||sleep(3)"],
  ['soft\u00adhyphen', 'SOFTHYPHEN'],
])('%j finds the title %j', (text, title) => {
  expect(finds(text, title)).toBe(true);
});

it.each([
  ['osmos', 'ΚΟΣΜΟΣ'],
  ['ook', 'cook'],
  ['how cook', 'how to cook'],
  ['rice x', 'rice'],
  ['%', 'one hundred'],
])('%j does not find the title %j', (text, title) => {
  expect(finds(text, title)).toBe(false);
});

it('a text is found from the beginning of each of its words, whatever it holds', () => {
  const text = () => string({ unit: 'grapheme', maxLength: 30 });
  assert(
    property(text(), text(), (before, after) => {
      const title = `${before} ${after}`;
      if (soughtBy(after)) expect(finds(after, title)).toBe(true);
      if (soughtBy(title)) expect(finds(title, title)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

it('folding twice changes nothing more', () => {
  assert(
    property(string({ unit: 'binary', maxLength: 30 }), (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text));
    }),
    { numRuns: 500 },
  );
});
