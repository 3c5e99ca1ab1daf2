import sharp from 'sharp';
import { buildStill, clli, itemOf, nclx } from './build-avif.js';
import { cHRM, chunksOf, cICP, cLLI, gAMA, mDCV, sRGB, withChunks } from './build-png.js';

const SIZE = { width: 96, height: 64 } as const;

/** All hues from dark to light, above a ramp of greys: what every encoding of colours changes somewhere. */
function scene(): Buffer {
  const { width, height } = SIZE;
  const pixels = Buffer.alloc(3 * width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const light = (y % 32) / 31;
      const hue = (shift: number) =>
        Math.max(0, Math.min(1, Math.abs((((x / width) * 6 + shift) % 6) - 3) - 1));
      const value = (shift: number) =>
        y < 32 ? light * (0.2 + 0.8 * hue(shift)) : (x / (width - 1)) * (0.25 + 0.75 * light);
      pixels.set(
        [0, 4, 2].map((shift) => Math.round(255 * value(shift))),
        3 * (y * width + x),
      );
    }
  }
  return pixels;
}

const drawn = () => sharp(scene(), { raw: { ...SIZE, channels: 3 } });

/** A picture whose file says how its samples stand for colours. */
export interface ColourCase {
  readonly what: string;
  readonly type: 'png' | 'avif' | 'jpeg' | 'webp';
  readonly bytes: Buffer;
  /** For a display with more light than white. */
  readonly hdr: boolean;
}

const P3 = [0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06];
const ADOBE_RGB_AT_D50 = [0.3457, 0.3585, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06];
const SRGB_PRIMARIES = [0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06];

/** Every way of saying it that browsers know. */
export async function colourCases(): Promise<readonly ColourCase[]> {
  const png = await drawn().png().toBuffer();
  const deep = await drawn().toColourspace('rgb16').png().toBuffer();
  const grey = await drawn().greyscale().toColourspace('b-w').png().toBuffer();
  const veil = await drawn().ensureAlpha(0.5).png().toBuffer();
  const palette = await drawn().png({ palette: true, dither: 0 }).toBuffer();
  const [profile] = chunksOf(await drawn().withIccProfile('p3').png().toBuffer(), 'iCCP');
  if (!profile) throw new Error('sharp writes the profile');
  const avif = await drawn().avif({ effort: 0, quality: 90, chromaSubsampling: '4:4:4' }).toBuffer();
  const avif10 = await drawn()
    .avif({ effort: 0, quality: 90, bitdepth: 10, chromaSubsampling: '4:4:4' })
    .toBuffer();
  const pngCase = (what: string, bytes: Buffer, hdr = false): ColourCase => ({
    what: `PNG: ${what}`,
    type: 'png',
    bytes,
    hdr,
  });
  const avifCase = (what: string, from: Buffer, ...properties: readonly Buffer[]): ColourCase => ({
    what: `AVIF: ${what}`,
    type: 'avif',
    bytes: buildStill([itemOf(from, ...properties)]),
    hdr: /PQ|HLG/.test(what),
  });
  return [
    pngCase('nothing said', png),
    pngCase('linear gAMA', withChunks(png, gAMA(1))),
    pngCase('gAMA of 1.8', withChunks(png, gAMA(1.8))),
    pngCase('gAMA of sRGB alone', withChunks(png, gAMA(2.2))),
    pngCase('gAMA and cHRM of sRGB', withChunks(png, gAMA(2.2), cHRM(...SRGB_PRIMARIES))),
    pngCase('gAMA and cHRM of P3', withChunks(png, gAMA(2.2), cHRM(...P3))),
    pngCase('gAMA and cHRM with another white', withChunks(png, gAMA(2.2), cHRM(...ADOBE_RGB_AT_D50))),
    pngCase('cHRM alone', withChunks(png, cHRM(...P3))),
    pngCase('cHRM that spans nothing', withChunks(png, gAMA(1), cHRM(...Array<number>(8).fill(0.3)))),
    pngCase('sRGB before gAMA', withChunks(png, gAMA(1), sRGB)),
    pngCase('a profile before gAMA', withChunks(png, profile, gAMA(1))),
    pngCase('cICP of P3', withChunks(png, cICP(12, 13))),
    pngCase('cICP before a profile', withChunks(png, profile, cICP(9, 13))),
    pngCase('cICP before sRGB', withChunks(png, sRGB, cICP(12, 13))),
    pngCase('cICP of BT.709', withChunks(png, cICP(1, 1))),
    pngCase('cICP of BT.470 and gamma 2.8', withChunks(png, cICP(5, 5))),
    pngCase('cICP of SMPTE 240M', withChunks(png, cICP(7, 7))),
    pngCase('cICP of DCI', withChunks(png, cICP(11, 17))),
    pngCase('cICP that is unknown', withChunks(png, cICP(1, 99))),
    pngCase('cICP of a narrow range', withChunks(png, cICP(9, 16, 0, 0))),
    pngCase('16 bits, linear', withChunks(deep, gAMA(1))),
    pngCase('grey, linear', withChunks(grey, gAMA(1))),
    pngCase('a palette, linear', withChunks(palette, gAMA(1))),
    pngCase('half transparent, linear', withChunks(veil, gAMA(1))),
    pngCase('PQ', withChunks(png, cICP(9, 16)), true),
    pngCase('PQ in 16 bits', withChunks(deep, cICP(9, 16)), true),
    pngCase('PQ, half transparent', withChunks(veil, cICP(9, 16)), true),
    pngCase('PQ with the primaries of sRGB', withChunks(png, cICP(1, 16)), true),
    pngCase('PQ up to 400', withChunks(png, cICP(9, 16), cLLI(400)), true),
    pngCase('PQ up to 100', withChunks(png, cICP(9, 16), cLLI(100)), true),
    pngCase('PQ made on a display of 4000', withChunks(png, cICP(9, 16), mDCV(4000)), true),
    pngCase('HLG', withChunks(png, cICP(9, 18)), true),
    pngCase('grey in PQ', withChunks(grey, cICP(9, 16)), true),
    avifCase('nothing said', avif),
    avifCase('sRGB', avif, nclx(1, 13)),
    avifCase('BT.709', avif, nclx(1, 1)),
    avifCase('linear', avif, nclx(1, 8)),
    avifCase('gamma 2.2', avif, nclx(1, 4)),
    avifCase('P3', avif, nclx(12, 13)),
    avifCase('BT.2020', avif10, nclx(9, 14)),
    avifCase('BT.2020, no transfer', avif, nclx(9, 2)),
    avifCase('unknown primaries', avif, nclx(99, 13)),
    avifCase('the matrix of BT.709', avif, nclx(1, 13, 1)),
    avifCase('PQ', avif10, nclx(9, 16)),
    avifCase('PQ in 8 bits', avif, nclx(9, 16)),
    avifCase('PQ, no primaries', avif10, nclx(2, 16)),
    avifCase('PQ up to 400', avif10, nclx(9, 16), clli(400, 100)),
    avifCase('HLG', avif10, nclx(9, 18)),
    {
      what: 'AVIF: a profile',
      type: 'avif',
      bytes: await drawn().withIccProfile('p3').avif({ effort: 0 }).toBuffer(),
      hdr: false,
    },
    { what: 'PNG: a profile', type: 'png', bytes: withChunks(png, profile), hdr: false },
    {
      what: 'JPEG: a profile',
      type: 'jpeg',
      bytes: await drawn().withIccProfile('p3').jpeg({ quality: 95 }).toBuffer(),
      hdr: false,
    },
    {
      what: 'WebP: a profile',
      type: 'webp',
      bytes: await drawn().withIccProfile('p3').webp({ lossless: true }).toBuffer(),
      hdr: false,
    },
  ];
}
