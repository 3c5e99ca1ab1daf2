import type { Region } from '../region.type.js';
import type { SaliencyMap } from './saliency-map.js';

/** The upright box around some cells of the map, as part of the picture. */
export function boxAround(cells: readonly number[], { width, height }: SaliencyMap): Region {
  let left = width;
  let right = 0;
  let top = height;
  let bottom = 0;
  for (const cell of cells) {
    const x = cell % width;
    const y = (cell - x) / width;
    if (x < left) left = x;
    if (x >= right) right = x + 1;
    if (y < top) top = y;
    if (y >= bottom) bottom = y + 1;
  }
  return { x: left / width, y: top / height, width: (right - left) / width, height: (bottom - top) / height };
}
