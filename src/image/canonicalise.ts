import pLimit from 'p-limit';
import sharp from 'sharp';
import type { CanonicalImage, OriginalPicture } from './canonical-image.js';
import { CANONICAL_SIDE, decodeRaster, srgbRaster } from './decode-raster.js';
import { identify } from './identify.js';
import type { ImageLimits } from './image-limits.js';
import type { ReceivedFile } from './read-upload.js';

// The cache of libvips for earlier pictures does not help later ones, and can take a hundred megabytes for one.
sharp.cache(false);

// A picture of the largest size can take hundreds of megabytes for the moment in which it is decoded, which is short
// beside the time that measuring takes.
const oneAtATime = pLimit(1);

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/**
 * Turns an uploaded file into the raster that everything else looks at, by really decoding it.
 * @throws AppError IMAGE_TYPE_UNSUPPORTED, IMAGE_CORRUPT or IMAGE_DIMENSIONS_UNSUPPORTED.
 */
export async function canonicalise(
  file: ReceivedFile,
  limits: ImageLimits,
): Promise<{ original: OriginalPicture; image: CanonicalImage }> {
  const { decoding, ...identified } = await identify(file.bytes, limits);
  const image = await oneAtATime(() => decodeRaster(decoding));
  return { original: { ...identified, bytes: file.bytes.length, sha256: file.sha256 }, image };
}

/**
 * Reads a stored canonical picture back into exactly the raster that was stored. The store is trusted no more than a
 * client: anything else may lie in its place.
 * @throws Error for what cannot be a canonical picture, before a pixel of it is decoded, or cannot be decoded.
 */
export async function decodeCanonical(png: Uint8Array): Promise<CanonicalImage> {
  // Before sharp, which would hand an SVG or a TIFF to its parser.
  if (!PNG_SIGNATURE.equals(png.subarray(0, PNG_SIGNATURE.length))) throw new Error('It is no PNG.');
  const pipeline = sharp(png, { limitInputPixels: CANONICAL_SIDE * CANONICAL_SIDE });
  const { width, height, channels } = await pipeline.metadata();
  if (Math.max(width, height) > CANONICAL_SIDE || channels !== 3) {
    throw new Error(`It is ${width}×${height} pixels of ${channels} channels.`);
  }
  return srgbRaster(pipeline);
}
