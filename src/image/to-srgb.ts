import { setImmediate as nextTurn } from 'node:timers/promises';
import { BT2020_PRIMARIES, type ColourEncoding, SRGB_PRIMARIES } from './colour-encoding.js';
import { matrixBetween } from './colour-matrix.js';
import { displayFactor } from './tone-map.js';

/** Samples as a decoder gives them. */
export interface Samples {
  /** Red, green, blue, and alpha where there are four channels. */
  readonly values: Uint8Array | Uint16Array;
  readonly channels: number;
  /** The sample that stands for white. */
  readonly largest: number;
}

/** Pixels after which others get their turn. */
const PIXELS_A_TURN = 65_536;

/** Steps of light between none and white: each is less than a step of 8-bit sRGB even in the darkest. */
const LIGHT_STEPS = 65_535;
const ENCODED = new Uint8Array(LIGHT_STEPS + 1);
for (let step = 0; step <= LIGHT_STEPS; step += 1) {
  const light = step / LIGHT_STEPS;
  ENCODED[step] = Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055));
}
const encoded = (light: number) =>
  ENCODED[Math.min(LIGHT_STEPS, Math.max(0, light * LIGHT_STEPS + 0.5)) | 0] ?? 0;

/** The samples in 8-bit sRGB and on black, as browsers show them on a display without HDR. */
export async function toSrgb(samples: Samples, encoding: ColourEncoding): Promise<Buffer> {
  const { values, channels } = samples;
  const pixels = Buffer.allocUnsafe((3 * values.length) / channels);
  const convert = converter(samples, encoding, pixels);
  const count = values.length / channels;
  for (let first = 0; first < count; first += PIXELS_A_TURN) {
    convert(first, Math.min(count, first + PIXELS_A_TURN));
    await nextTurn();
  }
  return pixels;
}

/** Converts some of the pixels: to light, to the wide colours in which HDR is brought down, and to sRGB. */
function converter({ values, channels, largest }: Samples, encoding: ColourEncoding, pixels: Buffer) {
  const { primaries, transfer } = encoding;
  const lightOf = new Float64Array(256 ** values.BYTES_PER_ELEMENT);
  // Resizing can go beyond white.
  for (let sample = 0; sample < lightOf.length; sample += 1) {
    lightOf[sample] = transfer.toLight(Math.min(1, sample / largest));
  }
  const factorOf = transfer.kind === 'SDR' ? () => 1 : displayFactor(encoding);
  const [[a, b, c], [d, e, f], [g, h, i]] = matrixBetween(primaries, BT2020_PRIMARIES);
  const [[j, k, l], [m, n, o], [p, q, r]] = matrixBetween(BT2020_PRIMARIES, SRGB_PRIMARIES);
  return (first: number, end: number) => {
    for (let pixel = first; pixel < end; pixel += 1) {
      const from = pixel * channels;
      const x = lightOf[values[from] ?? 0] ?? 0;
      const y = lightOf[values[from + 1] ?? 0] ?? 0;
      const z = lightOf[values[from + 2] ?? 0] ?? 0;
      const red = a * x + b * y + c * z;
      const green = d * x + e * y + f * z;
      const blue = g * x + h * y + i * z;
      const factor = factorOf(red, green, blue);
      const opacity = channels === 4 ? (values[from + 3] ?? 0) / largest : 1;
      pixels[3 * pixel] = opacity * encoded(factor * (j * red + k * green + l * blue)) + 0.5;
      pixels[3 * pixel + 1] = opacity * encoded(factor * (m * red + n * green + o * blue)) + 0.5;
      pixels[3 * pixel + 2] = opacity * encoded(factor * (p * red + q * green + r * blue)) + 0.5;
    }
  };
}
