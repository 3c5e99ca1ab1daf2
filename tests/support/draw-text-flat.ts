import sharp from 'sharp';
import type { Raster } from '../../src/image/canonical-image.js';
import type { FontName } from './draw-letters.js';
import { outlineLine } from './draw-text-line.js';

/** A grey, as the byte of all three channels. */
type Grey = number;

export interface FlatText {
  readonly text: string;
  readonly font: FontName;
  readonly capHeight: number;
  readonly letters: Grey;
  readonly ground: Grey;
  /** Around the letters, as wide as a share of their height. */
  readonly outline?: { readonly colour: Grey; readonly share: number };
  readonly width?: number;
  readonly height?: number;
}

/** One line of one grey on another one, in the middle of the picture; `inkHeight` is what was drawn, in pixels. */
export async function drawFlatText(flat: FlatText): Promise<{ raster: Raster; inkHeight: number }> {
  const { width = 1280, height = 720 } = flat;
  const line = outlineLine(flat.text, flat.font, flat.capHeight, 0);
  const x = width / 2 - line.box.x - line.box.width / 2;
  const y = height / 2 - line.box.y - line.box.height / 2;
  const stroke = flat.outline
    ? `stroke="${grey(flat.outline.colour)}" stroke-width="${2 * flat.outline.share * flat.capHeight}" stroke-linejoin="round" paint-order="stroke"`
    : '';
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<rect width="${width}" height="${height}" fill="${grey(flat.ground)}"/>` +
    `<path transform="translate(${x} ${y})" d="${line.path}" fill="${grey(flat.letters)}" ${stroke}/></svg>`;
  const pixels = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer();
  return { raster: { pixels, width, height }, inkHeight: line.box.height };
}

function grey(level: Grey): string {
  return `rgb(${level},${level},${level})`;
}
