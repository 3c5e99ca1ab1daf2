import type { CanonicalImage, OriginalPicture } from '../../src/image/canonical-image.js';

/** A raster painted pixel by pixel: `colour` gets the position and gives red, green and blue, 0–255. */
export function raster(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly [red: number, green: number, blue: number],
): CanonicalImage {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) pixels.set(colour(x, y), 3 * (y * width + x));
  }
  return { pixels, width, height, pixelHash: 'painted' };
}

/** The same for shades of grey. */
export function greyRaster(
  width: number,
  height: number,
  level: (x: number, y: number) => number,
): CanonicalImage {
  return raster(width, height, (x, y) => {
    const grey = level(x, y);
    return [grey, grey, grey];
  });
}

/** A file that keeps every rule, but for what is told otherwise. */
export function originalPicture(changes: Partial<OriginalPicture> = {}): OriginalPicture {
  return {
    format: 'jpeg',
    width: 1280,
    height: 720,
    bytes: 200_000,
    sha256: '0'.repeat(64),
    frames: 1,
    ...changes,
  };
}
