import type { OriginalPicture } from '../image/canonical-image.js';
import type { FrameMeasurement } from './measurements.type.js';
import { round } from './round.js';

/** The size of the original; nothing in here looks at a pixel. */
export function measureFrame({ width, height, bytes, frames }: OriginalPicture): FrameMeasurement {
  return {
    width,
    height,
    aspectRatio: round(width / height),
    megapixels: round((width * height) / 1e6),
    bytes,
    frames,
  };
}
