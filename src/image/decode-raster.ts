import { createHash } from 'node:crypto';
import sharp, { type FailOnOptions, type OutputInfo, type Sharp } from 'sharp';
import { AppError } from '../errors/app-error.js';
import type { CanonicalImage } from './canonical-image.js';
import type { Decoding } from './decoding.js';
import { imageCorrupt } from './identify.js';
import { mendJpeg } from './mend-jpeg.js';
import { toSrgb } from './to-srgb.js';

/** The canonical raster is at most so many pixels wide and high: the width that YouTube recommends. */
export const CANONICAL_SIDE = 1280;
const WITHIN = {
  width: CANONICAL_SIDE,
  height: CANONICAL_SIDE,
  fit: 'inside',
  withoutEnlargement: true,
} as const;

/** What shows through transparent pixels. YouTube stores a JPEG, which has none. */
const GROUND = { r: 0, g: 0, b: 0 };

/**
 * Decodes a picture to the canonical raster, and accepts no fault but those in the markers of a JPEG and bytes that it
 * has too many. The decoder reports only the first fault, so the harmless ones are repaired first.
 * @throws AppError IMAGE_CORRUPT
 */
export async function decodeRaster(decoding: Decoding): Promise<CanonicalImage> {
  try {
    return await decode(decoding, 'warning');
  } catch (error) {
    if (decoding.format !== 'jpeg') throw error;
  }
  return decode({ ...decoding, bytes: mendJpeg(decoding.bytes) }, 'warning').catch((error: unknown) => {
    if (!isOfStrayBytes(error)) throw error;
    // As it was sent, without an end that was put to it: to run out of data is an error here too.
    return decode(decoding, 'truncated');
  });
}

/** Whether the first fault is bytes in the coded data that are of no use; webcams and some editors leave them there. */
function isOfStrayBytes(error: unknown): boolean {
  const cause = error instanceof AppError ? error.cause : null;
  return cause instanceof Error && /^VipsJpeg: Corrupt JPEG data: \d+ extraneous bytes/.test(cause.message);
}

async function decode(decoding: Decoding, failOn: FailOnOptions): Promise<CanonicalImage> {
  const { bytes, maxPixels, colour, largestSample } = decoding;
  const options = { limitInputPixels: maxPixels, failOn, ignoreIcc: colour !== null };
  const picture = sharp(bytes, options).autoOrient();
  if (!colour) return srgbRaster(picture.flatten({ background: GROUND }).resize(WITHIN));
  const isDeep = largestSample > 255;
  const { data, info } = await decoded(
    picture
      .resize(WITHIN)
      .toColourspace(isDeep ? 'rgb16' : 'srgb')
      .raw({ depth: isDeep ? 'ushort' : 'uchar' }),
  );
  const values = isDeep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  return hashed(await toSrgb({ values, channels: info.channels, largest: largestSample }, colour), info);
}

/** Pixels whose colours libvips knows. */
export async function srgbRaster(picture: Sharp): Promise<CanonicalImage> {
  const { data, info } = await decoded(picture.toColourspace('srgb').raw({ depth: 'uchar' }));
  return hashed(data, info);
}

function decoded(picture: Sharp) {
  return picture.toBuffer({ resolveWithObject: true }).catch((cause: unknown) => {
    throw imageCorrupt(cause);
  });
}

function hashed(pixels: Buffer, { width, height }: OutputInfo): CanonicalImage {
  const pixelHash = createHash('sha256').update(`${width}x${height}:`).update(pixels).digest('hex');
  return { pixels, width, height, pixelHash };
}
