/** The five formats that we accept, told by content and never by name or MIME type. */
export const PICTURE_FORMATS = ['jpeg', 'png', 'webp', 'gif', 'avif'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** What the client sent, before we touched it. */
export interface OriginalPicture {
  readonly format: PictureFormat;
  /** Pixels, after the EXIF orientation was applied. */
  readonly width: number;
  readonly height: number;
  /** Size of the file. */
  readonly bytes: number;
  /** Hex SHA-256 of the file. */
  readonly sha256: string;
  /** Number of frames; 1 for a still. */
  readonly frames: number;
}

/** Pixels, and how they lie. */
export interface Raster {
  /** 8-bit RGB, interleaved, row by row: 3 × width × height bytes. */
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * The one raster that everything looks at: oriented, sRGB, first frame, at most 1280 pixels on its longer
 * side, alpha flattened, no metadata.
 */
export interface CanonicalImage extends Raster {
  readonly pixels: Buffer;
  /** Hex SHA-256 over size and pixels: equal pictures hash equal, also in different file formats. */
  readonly pixelHash: string;
}
