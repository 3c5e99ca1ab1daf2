import sharp from 'sharp';
import { CANONICAL_SIDE } from './decode-raster.js';

/**
 * Size in pixels of a WebP that we rendered earlier; null for anything else that may lie in its place, and for one that
 * does not decode to its last pixel.
 */
export async function sizeOfWholeWebp(bytes: Uint8Array): Promise<{ width: number; height: number } | null> {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (!/^RIFF....WEBP$/s.test(head)) return null;
  try {
    const { info } = await sharp(bytes, { limitInputPixels: CANONICAL_SIDE * CANONICAL_SIDE })
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height };
  } catch {
    return null;
  }
}
