import type { TextMeasurement } from '../../src/measurement/text/text.type.js';
import type { DrawnText } from './draw-text-set.js';
import { matchWords, overlap, toBox } from './match-words.js';

/** How well the words of pictures were found. */
export class TextScore {
  wanted = 0;
  right = 0;
  invented = 0;
  /** Intersection over union of every right word's box with the one that was drawn. */
  readonly overlaps: number[] = [];

  add(drawn: DrawnText, measured: TextMeasurement): void {
    const found = measured.words;
    const match = this.count(
      drawn.words.map(({ text }) => text),
      found.map(({ text }) => text),
    );
    for (const pair of match.pairs) {
      const [box, word] = [drawn.words[pair.wanted]?.box, found[pair.found]];
      if (box && word) this.overlaps.push(overlap(box, toBox(word.region, drawn.raster)));
    }
  }

  count(wanted: readonly string[], found: readonly string[]) {
    const match = matchWords(wanted, found);
    this.wanted += match.pairs.length + match.missed.length;
    this.right += match.pairs.length;
    this.invented += match.invented.length;
    return match;
  }

  /** 0 to 1. */
  get recall(): number {
    return this.right / Math.max(1, this.wanted);
  }

  /** 0 to 1. */
  get precision(): number {
    return this.right / Math.max(1, this.right + this.invented);
  }
}

/** The value below which that share of the numbers lies. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
