import type { TextLine } from '../measurement/text/text.type.js';

/** The words with a capital at their beginning. */
export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The line in quotes, cut where it would fill the message. */
export function named(line: TextLine | null): string {
  if (!line || line.text === null) return 'a line that was not read';
  const letters = [...line.text];
  return `‘${letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : line.text}’`;
}

/** How much larger something has to become, in words that a designer uses. */
export function larger(ratio: number): string {
  if (ratio <= 1.15) return 'a little larger';
  if (ratio <= 1.29) return 'about a quarter larger';
  if (ratio <= 1.41) return 'about a third larger';
  if (ratio <= 1.75) return 'about half as large again';
  if (ratio <= 2.1) return 'about twice as large';
  return ratio <= 3.1 ? 'about three times as large' : 'several times as large';
}
