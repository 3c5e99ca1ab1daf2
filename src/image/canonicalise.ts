import pLimit from 'p-limit';
import sharp from 'sharp';
import type { CanonicalImage, OriginalPicture } from './canonical-image.js';
import { decodeRaster, srgbRaster } from './decode-raster.js';
import { identify } from './identify.js';
import type { ImageLimits } from './image-limits.js';
import type { ReceivedFile } from './read-upload.js';

// What libvips remembers of earlier pictures is of no use to others, and can be a hundred megabytes of one.
sharp.cache(false);

// A picture of the largest size can take hundreds of megabytes for the moment in which it is decoded, which is short
// beside the time that measuring takes.
const oneAtATime = pLimit(1);

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

/** Reads a stored canonical picture back into exactly the raster that was stored. */
export function decodeCanonical(png: Uint8Array): Promise<CanonicalImage> {
  return srgbRaster(sharp(png));
}
