import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { canonicalise } from '../src/image/canonicalise.js';
import { measureText } from '../src/measurement/text/measure-text.js';
import { drawText } from '../tests/support/draw-text-set.js';
import { quantile, TextScore } from '../tests/support/score-text.js';

/**
 * How many of the words are read, and how many that are read are there. Words count as equal whatever their case and
 * accents, and without punctuation at their ends.
 *
 *   bench/text.ts                        drawn pictures, with the boxes of their words
 *   bench/text.ts pictures/ words.json   real ones: {"file.jpg": ["WORD", …], …}
 */
const FIRST_SEED = 1000;
const PICTURES = 220;
const limits = { maxBytes: 50e6, maxPixels: 50e6 };

const [folder, wordsFile] = process.argv.slice(2);
const times: number[] = [];
const startMemory = process.memoryUsage.rss();
const scores = folder && wordsFile ? await realPictures(folder, wordsFile) : await drawnPictures();

const all = new TextScore();
for (const [name, score] of scores) {
  console.log(row(name, score));
  all.wanted += score.wanted;
  all.right += score.right;
  all.invented += score.invented;
  all.overlaps.push(...score.overlaps);
}
console.log(row('all', all));
console.log(`ms: median ${quantile(times, 0.5).toFixed(0)}, p90 ${quantile(times, 0.9).toFixed(0)}`);
const growth = (process.memoryUsage.rss() - startMemory) / 1e6;
console.log(
  `RSS: ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB, ${growth.toFixed(0)} MB more than at the start`,
);

async function drawnPictures(): Promise<Map<string, TextScore>> {
  const byFont = new Map<string, TextScore>();
  for (let seed = FIRST_SEED; seed < FIRST_SEED + PICTURES; seed++) {
    const drawn = await drawText(seed);
    const score = byFont.get(drawn.font) ?? new TextScore();
    byFont.set(drawn.font, score);
    score.add(drawn, await timed(() => measureText(drawn.raster)));
  }
  return new Map([...byFont].sort(([a], [b]) => a.localeCompare(b)));
}

async function realPictures(pictures: string, words: string): Promise<Map<string, TextScore>> {
  const truth = z.record(z.string(), z.array(z.string())).parse(JSON.parse(await readFile(words, 'utf8')));
  const byFile = new Map<string, TextScore>();
  for (const [file, wanted] of Object.entries(truth)) {
    const bytes = await readFile(join(pictures, basename(file)));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { image } = await canonicalise({ bytes, sha256, filename: file }, limits);
    const { words: found } = await timed(() => measureText(image));
    const score = new TextScore();
    byFile.set(file, score);
    const { missed, invented } = score.count(
      wanted,
      found.map(({ text }) => text),
    );
    console.log(
      `${file}: missed ${missed.map((i) => wanted[i]).join(' ')}; invented ${invented.map((i) => found[i]?.text).join(' ')}`,
    );
  }
  return byFile;
}

async function timed<T>(work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  times.push(performance.now() - start);
  return result;
}

function row(name: string, { recall, precision, wanted, invented, overlaps }: TextScore): string {
  const share = (value: number, of: number) => (of > 0 ? value.toFixed(3) : '  -  ');
  const overlap = overlaps.length > 0 ? `  median IoU ${quantile(overlaps, 0.5).toFixed(2)}` : '';
  return (
    `${name.padEnd(14)} ${String(wanted).padStart(4)} words  recall ${share(recall, wanted)}` +
    `  precision ${share(precision, wanted + invented)}${overlap}`
  );
}
