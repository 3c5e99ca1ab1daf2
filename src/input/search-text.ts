import { caseFold } from 'unicode-case-folding';

/** Raised when the same text is folded or split otherwise; rows of an earlier version are brought up to date. */
export const SEARCH_VERSION = 2;
/** Code points that the columns hold. */
export const PHRASE_LENGTH = 1600;
export const WORD_LENGTH = 32;

/** Scripts that put no spaces between words. */
const UNSPACED =
  '[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Bopo}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]';
/**
 * Words: letters and digits with their marks. Of scripts without spaces each letter counts as a word, and so does every other
 * sign.
 */
const TOKENS = new RegExp(`${UNSPACED}\\p{M}*|(?:(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}])+|\\S`, 'gu');
const IS_WORD = /^[\p{L}\p{N}]/u;
/** Signs that are not seen, such as soft hyphens and joiners. */
const IGNORED = /\p{Default_Ignorable_Code_Point}/gu;
/** The dotted and the dotless i of Turkish: Unicode folds them by language, and a title does not tell its own. */
const TURKISH_I = /i\u0307|\u0131/gu;
/** Stands between the title and the file name, so that nothing is found across them. No text of a client holds it. */
const BORDER = '\n';

/**
 * One form for all spellings of the same text, by Unicode's own rules (NFKC_Casefold): any case in every script, wide and
 * narrow letters, composed and decomposed accents. All forms of i are one besides.
 */
export function foldText(text: string): string {
  return caseFold(text.normalize('NFKC')).replace(IGNORED, '').normalize('NFKC').replace(TURKISH_I, 'i');
}

/** The words of a text, folded, each after a space: ` how to cook`. Empty where there are none. */
function phraseOf(text: string): string {
  return (foldText(text).match(TOKENS) ?? []).map((token) => ` ${token}`).join('');
}

/** What the history is searched in: the words of the newest title and of the file name. */
export function searchPhraseOf(filename: string, title: string | null): string {
  const phrase = `${phraseOf(title ?? '')}${BORDER}${phraseOf(filename)}`;
  return [...phrase].slice(0, PHRASE_LENGTH).join('');
}

/** The different words of a stored phrase, in the form that the index uses. */
export function searchWordsOf(phrase: string): string[] {
  return [...new Set(wordsOf(phrase))];
}

/** A word that the index is asked for; a row has it whole, or begins with it. */
export interface SoughtWord {
  readonly word: string;
  readonly isWhole: boolean;
}

/** What a client looks for. */
export interface Sought {
  /** Found where a phrase contains it: at the beginning of a word, the last word may go on. */
  readonly phrase: string;
  /** Words that every row has which is found; empty if the text has only punctuation. */
  readonly words: readonly SoughtWord[];
}

/** What a text is looked for by; null for one without any sign. */
export function soughtBy(text: string): Sought | null {
  const phrase = phraseOf(text);
  if (phrase === '') return null;
  const tokens = phrase.slice(1).split(' ');
  const words = tokens.flatMap((token, index) =>
    IS_WORD.test(token)
      ? [{ word: cut(token), isWhole: index < tokens.length - 1 && token === cut(token) }]
      : [],
  );
  return { phrase, words };
}

function wordsOf(phrase: string): string[] {
  return phrase.split(/[ \n]/).flatMap((token) => (IS_WORD.test(token) ? [cut(token)] : []));
}

function cut(word: string): string {
  return [...word].slice(0, WORD_LENGTH).join('');
}
