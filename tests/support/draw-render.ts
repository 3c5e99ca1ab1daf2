import sharp from 'sharp';

// Lossless all the same.
const QUICK = { compressionLevel: 1 } as const;

/** A drawing of one size, as what goes into an SVG's defs and its body. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly defs: string;
  readonly body: string;
}

/** Losslessly, as PNG. */
export function render({ width, height, defs, body }: Drawing): Promise<Buffer> {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<defs>${defs}</defs>${body}</svg>`;
  return sharp(Buffer.from(svg)).removeAlpha().png(QUICK).toBuffer();
}

/** Raw RGB bytes, losslessly, as PNG. */
export function encode(pixels: Uint8Array, width: number, height: number): Promise<Buffer> {
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}
