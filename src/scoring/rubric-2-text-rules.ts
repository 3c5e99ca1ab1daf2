import { Comparison, type Rule } from './rubric.js';
import { countWords, faintestLine, mainLine, mayHaveText, messageLines } from './text-lines.js';
import { larger, named, sentence } from './wording.js';

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
    measured: (picture) => countWords(picture, ({ height }) => height.at360 < SMALL_HEIGHT),
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
    measured: (picture) => {
      const message = new Set(messageLines(picture));
      return countWords(picture, (line) => message.has(line));
    },
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

/** Never rounded up to the limit that it missed. */
function floorTenth(value: number): string {
  return (Math.floor(value * 10) / 10).toFixed(1);
}
