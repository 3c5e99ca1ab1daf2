import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import sharp, { type OutputInfo, type Sharp } from 'sharp';
import type { CanonicalImage, OriginalPicture } from './canonical-image.js';
import { identify, imageCorrupt } from './identify.js';
import type { ImageLimits } from './image-limits.js';
import type { ReceivedFile } from './read-upload.js';

// What libvips remembers of earlier pictures is of no use to others, and can be a hundred megabytes of one.
sharp.cache(false);

// A picture of the largest size can take hundreds of megabytes for the moment in which it is decoded, which is short
// beside the time that measuring takes.
const oneAtATime = pLimit(1);

/** Longer side of the canonical raster in pixels: the width that YouTube recommends. */
const CANONICAL_SIDE = 1280;

/** What shows through transparent pixels. YouTube stores a JPEG, which has none. */
const GROUND = { r: 0, g: 0, b: 0 };

/**
 * Turns an uploaded file into the raster that everything else looks at, by really decoding it.
 * @throws AppError IMAGE_TYPE_UNSUPPORTED, IMAGE_CORRUPT or IMAGE_DIMENSIONS_UNSUPPORTED.
 */
export async function canonicalise(
  file: ReceivedFile,
  limits: ImageLimits,
): Promise<{ original: OriginalPicture; image: CanonicalImage }> {
  const identified = await identify(file.bytes, limits);
  const pipeline = sharp(file.bytes, { limitInputPixels: limits.maxPixels })
    .autoOrient()
    .flatten({ background: GROUND })
    .resize({ width: CANONICAL_SIDE, height: CANONICAL_SIDE, fit: 'inside', withoutEnlargement: true });
  const image = await oneAtATime(() => toRaster(pipeline));
  return { original: { ...identified, bytes: file.bytes.length, sha256: file.sha256 }, image };
}

/** Reads a stored canonical picture back into exactly the raster that was stored. */
export function decodeCanonical(png: Uint8Array): Promise<CanonicalImage> {
  return toRaster(sharp(png));
}

async function toRaster(pipeline: Sharp): Promise<CanonicalImage> {
  const { data: pixels, info } = await pipeline
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw imageCorrupt(cause);
    });
  return { pixels, width: info.width, height: info.height, pixelHash: hashPixels(pixels, info) };
}

function hashPixels(pixels: Buffer, { width, height }: OutputInfo): string {
  return createHash('sha256').update(`${width}x${height}:`).update(pixels).digest('hex');
}
