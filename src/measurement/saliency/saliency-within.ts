import type { Region } from '../region.type.js';
import type { SaliencyMap } from './saliency-map.js';

const { min, max, floor } = Math;

/** Share of all saliency that lies in a part of the picture, 0 to 1; a cell on its edge counts as far as it lies in it. */
export function saliencyWithin({ data, width, height }: SaliencyMap, region: Region): number {
  const left = region.x * width;
  const right = min(width, left + region.width * width);
  const top = region.y * height;
  const bottom = min(height, top + region.height * height);
  let sum = 0;
  for (let y = floor(top); y < bottom; y++) {
    const tall = min(bottom, y + 1) - max(top, y);
    for (let x = floor(left); x < right; x++) {
      const wide = min(right, x + 1) - max(left, x);
      sum += tall * wide * (data[y * width + x] ?? 0);
    }
  }
  return sum;
}
