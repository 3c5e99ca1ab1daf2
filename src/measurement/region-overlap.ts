import type { Region } from './region.type.js';

/** The part that both regions have; null when they have none. */
export function intersection(one: Region, other: Region): Region | null {
  const x = Math.max(one.x, other.x);
  const y = Math.max(one.y, other.y);
  const width = Math.min(one.x + one.width, other.x + other.width) - x;
  const height = Math.min(one.y + one.height, other.y + other.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** Share of the region that the cover hides, 0–1; a region without any area is hidden nowhere. */
export function overlapShare(region: Region, cover: Region): number {
  const hidden = intersection(region, cover);
  return hidden ? (hidden.width * hidden.height) / (region.width * region.height) : 0;
}
