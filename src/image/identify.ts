import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { AppError, ErrorCode } from '../errors.js';
import type { PictureFormat } from './canonical-image.js';
import {
  type ImageLimits,
  LARGEST_AVIF,
  LARGEST_SIDE,
  MINIMUM_HEIGHT,
  MINIMUM_WIDTH,
} from './image-limits.js';
import { jpegScans } from './jpeg-scans.js';

/** Progressive JPEGs have about ten; thousands in a small file keep a decoder busy for minutes. */
const MOST_SCANS = 30;

/** What the header of a picture says; no pixel was decoded yet. */
export interface IdentifiedPicture {
  readonly format: PictureFormat;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}

/**
 * The allow-list, by signature. It stands before sharp, which would hand SVG, PDF or TIFF to their parsers
 * just to read a header. An animated PNG is a PNG whose first frame every decoder shows.
 */
const FORMAT_BY_MIME: Readonly<Record<string, PictureFormat>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/apng': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
};

/**
 * Tells format and size of a file by its content.
 * @throws AppError IMAGE_TYPE_UNSUPPORTED, IMAGE_CORRUPT or IMAGE_DIMENSIONS_UNSUPPORTED.
 */
export async function identify(bytes: Buffer, limits: ImageLimits): Promise<IdentifiedPicture> {
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const format = FORMAT_BY_MIME[type?.mime ?? ''];
  if (!format) throw unsupportedType();
  const metadata = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw imageCorrupt(cause);
    });
  // libvips calls every HEIF container heif; only AV1 inside makes it an AVIF.
  const decoder = metadata.format === 'heif' && metadata.compression === 'av1' ? 'avif' : metadata.format;
  if (decoder !== format) throw unsupportedType();
  const { width, height } = metadata.autoOrient;
  const maxPixels = format === 'avif' ? Math.min(LARGEST_AVIF, limits.maxPixels) : limits.maxPixels;
  refuseImpossibleSize(width, height, maxPixels);
  if (format === 'jpeg' && jpegScans(bytes) > MOST_SCANS) throw imageCorrupt(new Error('too many scans'));
  return { format, width, height, frames: metadata.pages ?? 1 };
}

/** A decoder's complaint, without its text: that can hold anything out of the file. */
export function imageCorrupt(cause: unknown): AppError {
  return new AppError(
    ErrorCode.IMAGE_CORRUPT,
    'The file is damaged or incomplete: it cannot be decoded. Export it again and upload the new file.',
    { cause },
  );
}

function unsupportedType(): AppError {
  return new AppError(
    ErrorCode.IMAGE_TYPE_UNSUPPORTED,
    'The file is not a JPEG, PNG, WebP, GIF or AVIF picture, whatever its name says.',
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
