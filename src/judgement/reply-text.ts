import { z } from 'zod';
import { storable } from '../input/storable-text.js';

/** A text of a model as it is stored: cleaned, trimmed, and cut to that many characters (code points). */
export function cleanText(text: string, characters: number): string {
  // Cut once before it is spread, since a proxy may send megabytes; two units are a character at most.
  const start = storable(text)
    .trim()
    .slice(0, 2 * characters);
  return [...start].slice(0, characters).join('').trim();
}

/** A text that has to be there: one in which nothing is left is refused. */
export function replyText(characters: number) {
  return z
    .string()
    .transform((text) => cleanText(text, characters))
    .refine((text) => text !== '', { error: 'must not be empty' });
}

/**
 * A list of at most so many texts, which decorates a reply: what is no text is left out, one text is a list of one, and
 * anything else is an empty list.
 */
export function replyList(items: number, characters: number) {
  return z
    .unknown()
    .prefault(null)
    .transform((given) =>
      [given]
        .flat()
        .filter((item) => typeof item === 'string')
        .map((item) => cleanText(item, characters))
        .filter((item) => item !== '')
        .slice(0, items),
    );
}
