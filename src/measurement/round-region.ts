import type { Region } from './region.type.js';
import { round } from './round.js';

/** A region with rounded sides. */
export function roundRegion({ x, y, width, height }: Region): Region {
  return { x: round(x), y: round(y), width: round(width), height: round(height) };
}
