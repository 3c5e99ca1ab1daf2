import sharp from 'sharp';
import type { Raster } from '../../src/image/canonical-image.js';
import type { Box, FontName } from './draw-letters.js';
import { random } from './draw-paint.js';
import { HEIGHT, photograph, scenery, WIDTH } from './draw-text-ground.js';
import { corners, layOut, moved, place } from './draw-text-layout.js';
import { boxAround } from './draw-text-line.js';
import { PHRASES } from './draw-text-phrases.js';
import { chooseStyle, paintLine } from './draw-text-style.js';

/** A picture with writing on it, and the truth about it. */
export interface DrawnText {
  readonly name: string;
  readonly font: FontName;
  readonly raster: Raster;
  readonly words: readonly DrawnWord[];
  readonly lines: readonly DrawnLine[];
}

export interface DrawnWord {
  readonly text: string;
  /** Upright, around the ink of the letters without outline and shadow, in pixels. */
  readonly box: Box;
}

export interface DrawnLine {
  readonly box: Box;
  /** Of the ink across the direction of writing, in pixels. */
  readonly height: number;
  /** Degrees; positive falls to the right. */
  readonly angle: number;
}

export const DISPLAY_FONTS = [
  'anton',
  'archivo',
  'bangers',
  'bebas',
  'lilita',
  'luckiest',
  'marker',
  'montserrat',
  'oswald',
  'poppins',
  'russo',
] as const satisfies readonly FontName[];

/** Everything about it follows from the seed: font, words, layout, style and ground. */
export async function drawText(seed: number): Promise<DrawnText> {
  const next = random(seed * 7919 + 17);
  const pick = <T>(from: readonly [T, ...T[]]): T => from[Math.floor(next() * from.length)] ?? from[0];
  const font = DISPLAY_FONTS[seed % DISPLAY_FONTS.length] ?? 'anton';
  const phrase = PHRASES[Math.floor(next() * PHRASES.length)] ?? [];
  const cased = next() < 0.6 ? phrase : phrase.map(titleCase);
  const angle = next() < 0.5 ? 0 : (next() - 0.5) * 20;
  const skew = next() < 0.25 ? (next() - 0.5) * 30 : 0;
  const spacing = next() < 0.2 ? next() * 0.12 : 0;
  const largest = 40 + next() * 160;

  const ground = await (next() < 0.5
    ? photograph(Math.floor(next() * 8), Math.floor(next() * 16))
    : scenery(Math.floor(next() * 42), next() < 0.6));
  const block = layOut(cased, font, spacing, largest, next);
  const matrix = place(block, angle, skew, next);
  const around = boxAround(block.flatMap(corners), matrix);
  const style = chooseStyle(ground, around, pick, next);
  const painted = block.map((line, i) => paintLine(line.outline.path, line, matrix, style, i));
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">` +
    `<defs>${style.defs}</defs>${painted.join('')}</svg>`;
  const raster = await compose(ground, svg, next() < 0.6 ? 70 + Math.floor(next() * 25) : null);

  const words = block.flatMap(({ outline, x, y }) =>
    outline.words.map(({ text, points }) => ({ text, box: boxAround(points, moved(matrix, x, y)) })),
  );
  const lines = block.map(({ outline, x, y }) => ({
    box: boxAround(
      outline.words.flatMap(({ points }) => points),
      moved(matrix, x, y),
    ),
    height: outline.box.height,
    angle,
  }));
  return { name: `${seed} ${font} ${style.name}`, font, raster, words, lines };
}

async function compose(ground: Raster, svg: string, quality: number | null): Promise<Raster> {
  const raw = { width: WIDTH, height: HEIGHT, channels: 3 } as const;
  const drawn = sharp(ground.pixels, { raw })
    .composite([{ input: Buffer.from(svg) }])
    .removeAlpha();
  const pixels =
    quality === null
      ? await drawn.raw().toBuffer()
      : await sharp(await drawn.jpeg({ quality }).toBuffer())
          .raw()
          .toBuffer();
  return { pixels, width: WIDTH, height: HEIGHT };
}

function titleCase(text: string): string {
  return text.replace(/[A-Z]+/g, (word) => word.charAt(0) + word.slice(1).toLowerCase());
}
