import type { BoxFragment } from '../api/operations.generated.js';

/** A part of a picture in the units of a drawing of that size. */
export function scaled(region: BoxFragment, width: number, height: number) {
  return {
    x: region.x * width,
    y: region.y * height,
    width: region.width * width,
    height: region.height * height,
  };
}
