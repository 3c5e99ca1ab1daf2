import sharp, { type Sharp } from 'sharp';
import type { CanonicalImage } from './canonical-image.js';

/** The raster as a lossless file for storage: fast filters and light compression beat WebP four to one in time. */
export function encodeLossless(image: CanonicalImage): Promise<Buffer> {
  return fromRaster(image).png({ compressionLevel: 2, adaptiveFiltering: true }).toBuffer();
}

/** The raster as the model receives it. Some hundred kilobytes, far below Groq's limit of 4 MB a request. */
export function encodeForJudge(image: CanonicalImage): Promise<Buffer> {
  return fromRaster(image).jpeg({ quality: 90 }).toBuffer();
}

/** The raster as a WebP of at most that width, so that nothing the client sent survives. */
export function renderAtWidth(image: CanonicalImage, width: number): Promise<Buffer> {
  return fromRaster(image).resize({ width, withoutEnlargement: true }).webp({ quality: 82 }).toBuffer();
}

/** The raster as the beginning of any picture that is made of it. */
export function fromRaster({ pixels, width, height }: CanonicalImage): Sharp {
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}
