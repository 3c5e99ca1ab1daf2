import type { Metadata } from 'sharp';
import { avifColour } from './avif-colour.js';
import type { PictureFormat } from './canonical-image.js';
import type { ColourEncoding } from './colour-encoding.js';
import type { ImageLimits } from './image-limits.js';
import { pngColour } from './png-facts.js';

/** What a decoder has to know of a file. */
export interface Decoding {
  readonly format: PictureFormat;
  /** A still picture: the file, or what stands for an animation that libvips does not open. */
  readonly bytes: Buffer;
  readonly maxPixels: number;
  /** How its samples stand for colours, where libvips does not know; a profile in the file does not count then. */
  readonly colour: ColourEncoding | null;
  /** The sample that stands for white: libvips moves those of 10 and 12 bits up to 16. */
  readonly largestSample: number;
}

/** Reads what libvips leaves out. It follows profiles by itself, which in an AVIF come before code points. */
export function readDecoding(
  format: PictureFormat,
  bytes: Buffer,
  { hasProfile, depth, bitsPerSample = 8 }: Metadata,
  { maxPixels }: ImageLimits,
): Decoding {
  const largestSample = depth === 'ushort' ? (2 ** bitsPerSample - 1) * 2 ** (16 - bitsPerSample) : 255;
  const colour = colourOf(format, bytes, hasProfile);
  return { format, bytes, maxPixels, colour, largestSample };
}

function colourOf(format: PictureFormat, bytes: Buffer, hasProfile: boolean): ColourEncoding | null {
  if (format === 'png') return pngColour(bytes, hasProfile);
  return format === 'avif' && !hasProfile ? avifColour(bytes) : null;
}
