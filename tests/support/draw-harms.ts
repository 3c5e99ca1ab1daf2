import sharp from 'sharp';
import type { Measurements } from '../../src/measurement/measurements.type.js';

/** One way of spoiling a picture, at three strengths, mild first. */
export interface Harm {
  readonly name: string;
  readonly strengths: readonly [number, number, number];
  readonly apply: (png: Buffer, strength: number) => Promise<Buffer>;
  /** The measurement that must tell; it falls with every step, or rises. */
  readonly tells: (measurements: Measurements) => number | undefined;
  readonly direction: 'falls' | 'rises';
}

// Lossless all the same.
const QUICK = { compressionLevel: 1 } as const;

export const harms: readonly Harm[] = [
  {
    name: 'gaussian blur',
    strengths: [1.5, 3, 6],
    apply: (png, sigma) => sharp(png).blur(sigma).png(QUICK).toBuffer(),
    tells: ({ focus }) => focus?.sharpness,
    direction: 'falls',
  },
  {
    name: 'washed-out contrast',
    strengths: [0.6, 0.35, 0.15],
    // Every value moves towards a light grey.
    apply: (png, kept) =>
      sharp(png)
        .linear(kept, 150 * (1 - kept))
        .png()
        .toBuffer(),
    tells: ({ light }) => light?.rmsContrast,
    direction: 'falls',
  },
  {
    name: 'greying',
    strengths: [0.5, 0.2, 0],
    apply: (png, kept) => sharp(png).recomb(saturation(kept)).png(QUICK).toBuffer(),
    tells: ({ colour }) => colour?.colourfulness,
    direction: 'falls',
  },
  {
    name: 'heavy JPEG',
    strengths: [30, 10, 3],
    apply: (png, quality) => sharp(png).jpeg({ quality }).toBuffer(),
    tells: ({ compression }) => compression?.blockiness,
    direction: 'rises',
  },
  {
    name: 'wrong aspect',
    strengths: [1152, 960, 720],
    apply: (png, width) => sharp(png).resize(width, 720, { fit: 'fill' }).png(QUICK).toBuffer(),
    tells: ({ frame }) => frame?.aspectRatio,
    direction: 'falls',
  },
];

/** Mixes each pixel with its own BT.709 luma, so that greying leaves it as bright as it was. */
function saturation(kept: number): [Row, Row, Row] {
  const red = 0.2126 * (1 - kept);
  const green = 0.7152 * (1 - kept);
  const blue = 0.0722 * (1 - kept);
  return [
    [red + kept, green, blue],
    [red, green + kept, blue],
    [red, green, blue + kept],
  ];
}

type Row = [red: number, green: number, blue: number];
