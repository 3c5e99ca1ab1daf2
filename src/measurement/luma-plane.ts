import type { Raster } from '../image/canonical-image.js';

/** Gamma-encoded luma of ITU-R BT.709, one byte a pixel, row by row. */
export interface LumaPlane {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

// BT.709 weights in 1/65536; they sum to exactly 65536, so that white stays 255.
const RED = 13933;
const GREEN = 46871;
const BLUE = 4732;

export function lumaPlane({ pixels, width, height }: Raster): LumaPlane {
  const data = new Uint8Array(width * height);
  for (let i = 0, p = 0; i < data.length; i++, p += 3) {
    const red = pixels[p] ?? 0;
    const green = pixels[p + 1] ?? 0;
    const blue = pixels[p + 2] ?? 0;
    data[i] = (RED * red + GREEN * green + BLUE * blue + 32768) >> 16;
  }
  return { data, width, height };
}
