import type { TextLine, TextMeasurement } from '../measurement/text/text.type.js';
import type { MeasuredPicture } from './rubric.js';

/** Below this share of the main line's height a line does not carry the message, and may be quiet. */
const MESSAGE_SHARE = 0.5;

const textOf = ({ measurements }: MeasuredPicture): TextMeasurement | null => measurements.text ?? null;

/** True also where text could not be measured: then that is what is said. */
export function mayHaveText(picture: MeasuredPicture): boolean {
  const text = textOf(picture);
  return text === null || text.lines.length > 0;
}

const linesOf = (picture: MeasuredPicture): readonly TextLine[] => textOf(picture)?.lines ?? [];

/** The highest one, also when it was not read. */
export function mainLine(picture: MeasuredPicture): TextLine | null {
  return extreme(linesOf(picture), (line, most) => line.height.at1280 > most.height.at1280);
}

/** The lines that carry the message; what is far lower is a logo, a label or part of the scene. */
export function messageLines(picture: MeasuredPicture): readonly TextLine[] {
  const main = mainLine(picture)?.height.at1280 ?? 0;
  return linesOf(picture).filter(({ height }) => height.at1280 >= MESSAGE_SHARE * main);
}

/** Of those that carry the message, the one that stands out least from its surroundings. */
export function faintestLine(picture: MeasuredPicture): TextLine | null {
  const lines = messageLines(picture).filter(({ contrastRatio }) => contrastRatio !== null);
  return extreme(lines, (line, most) => (line.contrastRatio ?? 0) < (most.contrastRatio ?? 0));
}

/** Words that were read in lines of that kind; null where text could not be measured. */
export function countWords(picture: MeasuredPicture, isCounted: (line: TextLine) => boolean): number | null {
  const text = textOf(picture);
  if (!text) return null;
  const counted = text.lines.map(isCounted);
  return text.words.filter(({ line }) => counted[line]).length;
}

function extreme(
  lines: readonly TextLine[],
  isMore: (line: TextLine, most: TextLine) => boolean,
): TextLine | null {
  return lines.reduce<TextLine | null>((most, line) => (most && !isMore(line, most) ? most : line), null);
}
