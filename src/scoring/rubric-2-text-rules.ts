import type { TextLine, TextMeasurement } from '../measurement/text/text.type.js';
import { Comparison, type MeasuredPicture, type Rule } from './rubric.js';

/** Below this share of the main line's height a line does not carry the message, and may be quiet. */
const SMALL_PRINT = 0.5;

const textOf = ({ measurements }: MeasuredPicture): TextMeasurement | null => measurements.text ?? null;

/** True also where text could not be measured: then that is what is said. */
export function mayHaveText(picture: MeasuredPicture): boolean {
  const text = textOf(picture);
  return text === null || text.lines.length > 0;
}

const linesOf = (picture: MeasuredPicture): readonly TextLine[] => textOf(picture)?.lines ?? [];

function mainLine(picture: MeasuredPicture): TextLine | null {
  return extreme(linesOf(picture), (line, most) => line.height.at1280 > most.height.at1280);
}

/** The lines that carry the message; what is far lower is a logo, a label or part of the scene. */
export function messageLines(picture: MeasuredPicture): readonly TextLine[] {
  const main = mainLine(picture)?.height.at1280 ?? 0;
  return linesOf(picture).filter(({ height }) => height.at1280 >= SMALL_PRINT * main);
}

/** The one that stands out least from its surroundings. */
function faintestLine(picture: MeasuredPicture): TextLine | null {
  const lines = messageLines(picture).filter(({ contrastRatio }) => contrastRatio !== null);
  return extreme(lines, (line, most) => (line.contrastRatio ?? 0) < (most.contrastRatio ?? 0));
}

const wordsIn = ({ text }: TextLine) => text?.split(' ').length ?? 0;

function countWords(lines: readonly TextLine[]): number {
  return lines.reduce((sum, line) => sum + wordsIn(line), 0);
}

function extreme(
  lines: readonly TextLine[],
  isMore: (line: TextLine, most: TextLine) => boolean,
): TextLine | null {
  return lines.reduce<TextLine | null>((most, line) => (most && !isMore(line, most) ? most : line), null);
}

/** With a capital. */
export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Never rounded up to the limit that it missed. */
function floorTenth(value: number): string {
  return (Math.floor(value * 10) / 10).toFixed(1);
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

const MAIN_HEIGHT = 12;
const SMALL_HEIGHT = 10;

/** Whether words can be read. */
export const textRules2: readonly Rule[] = [
  {
    rule: 'mainTextHeight',
    criterion: 'legibility',
    label: 'Size of the main words',
    family: 'text',
    applies: mayHaveText,
    measured: (picture) => mainLine(picture)?.height.at168 ?? null,
    comparison: Comparison.AT_LEAST,
    limit: MAIN_HEIGHT,
    worst: 4,
    unit: 'px',
    cost: 100,
    reason:
      'Legge & Bigelow 2011 find print read fluently from an x-height of about 0.2°: 8 CSS pixels, or capitals of ' +
      '12, in the sidebar of 168 pixels.',
    message: (value, picture) =>
      sentence(
        `${named(mainLine(picture))} is ${Math.floor(value)} px high at 168 px wide; at least ${MAIN_HEIGHT} is readable.`,
      ),
    suggestion: (value) => `Make the text ${larger(MAIN_HEIGHT / value)}, or use fewer words.`,
    region: (picture) => mainLine(picture)?.region ?? null,
  },
  {
    rule: 'smallPrint',
    criterion: 'legibility',
    label: 'No small print',
    family: 'text',
    applies: mayHaveText,
    measured: (picture) =>
      textOf(picture) && countWords(linesOf(picture).filter(({ height }) => height.at360 < SMALL_HEIGHT)),
    comparison: Comparison.AT_MOST,
    limit: 6,
    worst: 40,
    unit: 'words',
    cost: 30,
    reason:
      'Our heuristic below the size of Legge & Bigelow 2011: words lower than 10 pixels in the feed of a phone are ' +
      'clutter; a logo and a name are not counted against the picture.',
    message: (value) => `${value} words are lower than ${SMALL_HEIGHT} px on a phone: too small to be read.`,
    suggestion: () => 'Leave small print out, blur it, or show one part of it large.',
  },
  {
    rule: 'textContrast',
    criterion: 'legibility',
    label: 'Contrast of the words',
    family: 'text',
    applies: mayHaveText,
    measured: (picture) => faintestLine(picture)?.contrastRatio ?? null,
    comparison: Comparison.AT_LEAST,
    limit: 4.5,
    worst: 1.3,
    unit: '',
    cost: 80,
    reason: 'WCAG 2.2, success criterion 1.4.3: 4.5:1 for text that is small where it is seen, as in a feed.',
    message: (value, picture) =>
      sentence(
        `${named(faintestLine(picture))} has a contrast of ${floorTenth(value)}:1 with what surrounds it; WCAG asks for 4.5:1.`,
      ),
    suggestion: () =>
      'Put a plain area behind the words, or an outline around them that is far darker or lighter.',
    region: (picture) => faintestLine(picture)?.region ?? null,
  },
  {
    rule: 'wordCount',
    criterion: 'legibility',
    label: 'Few words',
    family: 'text',
    applies: mayHaveText,
    measured: (picture) => textOf(picture) && countWords(messageLines(picture)),
    comparison: Comparison.AT_MOST,
    limit: 7,
    worst: 20,
    unit: 'words',
    cost: 50,
    reason: 'Our heuristic: more than seven words are not taken in while a thumb scrolls by.',
    message: (value) => `The message has ${value} words; seven can be taken in at a glance.`,
    suggestion: () => 'Keep the words that the title does not say already, and leave the rest to the title.',
  },
];
