import sharp from 'sharp';
import type { Raster } from '../../src/image/canonical-image.js';
import { type FontName, letters } from './draw-letters.js';

export interface TextColumn {
  readonly text: string;
  readonly font: FontName;
  readonly capHeight: number;
  /** `stacked` sets letter below letter; a turned line runs upwards or downwards. */
  readonly way: 'stacked' | 'upwards' | 'downwards';
}

const [WIDTH, HEIGHT] = [1280, 720];

/** White writing from top to bottom on dark blue, in the middle of the picture. */
export async function drawColumn(column: TextColumn): Promise<Raster> {
  const body =
    column.way === 'stacked' ? stacked(column) : turned(column, column.way === 'upwards' ? -90 : 90);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">` +
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#123a8a"/>${body}</svg>`;
  const pixels = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer();
  return { pixels, width: WIDTH, height: HEIGHT };
}

function stacked({ text, font, capHeight }: TextColumn): string {
  const step = 1.25 * capHeight;
  const top = (HEIGHT - step * text.length) / 2;
  return [...text]
    .map((letter, i) => {
      const { svg, box } = letters(letter, { font, x: 0, y: top + i * step, capHeight, fill: '#fff' });
      return `<g transform="translate(${WIDTH / 2 - box.width / 2} 0)">${svg}</g>`;
    })
    .join('');
}

function turned({ text, font, capHeight }: TextColumn, angle: number): string {
  const { svg, box } = letters(text, { font, x: 0, y: 0, capHeight, fill: '#fff' });
  return `<g transform="translate(${WIDTH / 2} ${HEIGHT / 2}) rotate(${angle}) translate(${-box.width / 2} ${-capHeight / 2})">${svg}</g>`;
}
