/** Smallest width and height in pixels that we accept: below it there is nothing to measure. */
export const MINIMUM_WIDTH = 64;
export const MINIMUM_HEIGHT = 36;
/** Longest side in pixels: decoders hold whole rows, so a very wide picture takes far more memory than its pixels. */
export const LARGEST_SIDE = 16_384;

/** Pixels of an AVIF: its decoder holds the whole picture several times over, and two kilobytes can be any size. */
export const LARGEST_AVIF = 16_000_000;

/** The operator's limits on one picture. */
export interface ImageLimits {
  /** Size of the uploaded file in bytes. */
  readonly maxBytes: number;
  /** Width times height of the original. */
  readonly maxPixels: number;
}
