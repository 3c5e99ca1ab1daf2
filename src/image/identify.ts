import { fileTypeFromBuffer } from 'file-type';
import sharp, { type Metadata } from 'sharp';
import { AppError, ErrorCode } from '../errors/app-error.js';
import { type AvifFrames, avifFrames } from './avif-frames.js';
import type { PictureFormat } from './canonical-image.js';
import { type Decoding, readDecoding } from './decoding.js';
import {
  type ImageLimits,
  LARGEST_AVIF,
  LARGEST_SIDE,
  MINIMUM_HEIGHT,
  MINIMUM_WIDTH,
} from './image-limits.js';
import { jpegScans } from './jpeg-scans.js';
import { pngFrames } from './png-facts.js';

/** Progressive JPEGs have about ten; thousands in a small file keep a decoder busy for minutes. */
const MOST_SCANS = 30;

/** What the header of a picture says; no pixel was decoded yet. */
export interface IdentifiedPicture {
  readonly format: PictureFormat;
  readonly width: number;
  readonly height: number;
  /** How many pictures it shows one after the other. */
  readonly frames: number;
  readonly decoding: Decoding;
}

/**
 * The allow-list, by signature. It stands before sharp, which would hand SVG, PDF or TIFF to their parsers
 * just to read a header. An animated PNG is a PNG whose first frame every decoder shows, and an AVIF may begin like any
 * HEIF and name its kind among the others that it is compatible with.
 */
const FORMAT_BY_MIME: Readonly<Record<string, PictureFormat>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/apng': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
};

/** Longest list of kinds that is looked through. */
const KINDS_BYTES = 256;

function formatOf(mime: string | undefined, bytes: Buffer): PictureFormat | undefined {
  const kindsEnd = mime === 'image/heif' ? Math.min(KINDS_BYTES, bytes.readUInt32BE(0)) : 0;
  return bytes.subarray(16, kindsEnd).includes('avif') ? 'avif' : FORMAT_BY_MIME[mime ?? ''];
}

/**
 * Tells format and size of a file by its content.
 * @throws AppError IMAGE_TYPE_UNSUPPORTED, IMAGE_CORRUPT or IMAGE_DIMENSIONS_UNSUPPORTED.
 */
export async function identify(bytes: Buffer, limits: ImageLimits): Promise<IdentifiedPicture> {
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const format = formatOf(type?.mime, bytes);
  if (!format) throw unsupportedType();
  const avif = format === 'avif' ? framesOfAvif(bytes) : null;
  const still = avif?.still ?? bytes;
  const metadata = await readHeader(still);
  // libvips calls every HEIF container heif; only AV1 inside makes it an AVIF.
  const decoder = metadata.format === 'heif' && metadata.compression === 'av1' ? 'avif' : metadata.format;
  if (decoder !== format) throw unsupportedType();
  const { width, height } = metadata.autoOrient;
  const maxPixels = format === 'avif' ? Math.min(LARGEST_AVIF, limits.maxPixels) : limits.maxPixels;
  refuseImpossibleSize(width, height, maxPixels);
  if (format === 'jpeg' && jpegScans(bytes) > MOST_SCANS) throw imageCorrupt(new Error('too many scans'));
  const frames = avif?.frames ?? framesOf(format, bytes, metadata);
  return { format, width, height, frames, decoding: readDecoding(format, still, metadata, limits) };
}

function framesOfAvif(bytes: Buffer): AvifFrames {
  try {
    return avifFrames(bytes);
  } catch (cause) {
    throw imageCorrupt(
      cause,
      'The first frame of this animated AVIF cannot be found. Export it as a still picture.',
    );
  }
}

function readHeader(bytes: Buffer): Promise<Metadata> {
  // What may be wrong with it is seen when it is decoded.
  return sharp(bytes, { limitInputPixels: false, failOn: 'error' })
    .metadata()
    .catch((cause: unknown) => {
      throw imageCorrupt(cause);
    });
}

/** The pages of libvips are frames of a GIF and a WebP; it knows none of a PNG. */
function framesOf(format: PictureFormat, bytes: Buffer, { pages = 1 }: Metadata): number {
  return format === 'png' ? pngFrames(bytes) : pages;
}

/** A decoder's complaint, without its text: that can hold anything out of the file. */
export function imageCorrupt(
  cause: unknown,
  message = 'The file is damaged or incomplete: it cannot be decoded. Export it again and upload the new file.',
): AppError {
  return new AppError(ErrorCode.IMAGE_CORRUPT, message, { cause });
}

function unsupportedType(): AppError {
  return new AppError(
    ErrorCode.IMAGE_TYPE_UNSUPPORTED,
    'The content of the file is not a JPEG, PNG, WebP, GIF or AVIF picture.',
  );
}

function refuseImpossibleSize(width: number, height: number, maxPixels: number): void {
  const refuse = (limit: string) =>
    new AppError(
      ErrorCode.IMAGE_DIMENSIONS_UNSUPPORTED,
      `The picture is ${width}×${height} pixels; ${limit}.`,
    );
  if (width < MINIMUM_WIDTH || height < MINIMUM_HEIGHT) {
    throw refuse(`at least ${MINIMUM_WIDTH}×${MINIMUM_HEIGHT} are needed`);
  }
  if (Math.max(width, height) > LARGEST_SIDE) {
    throw refuse(`at most ${LARGEST_SIDE} are accepted on a side`);
  }
  if (width * height > maxPixels) {
    throw refuse(`at most ${maxPixels / 1_000_000} megapixels are accepted`);
  }
}
