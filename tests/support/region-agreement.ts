import type { Region } from '../../src/measurement/region.type.js';

/** Area that two regions share, as a share of the area that they cover together: 0 (apart) to 1 (equal). */
export function agreement(one: Region | null, other: Region | null): number {
  if (!one || !other) return one === other ? 1 : 0;
  const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  const shared = Math.max(0, across) * Math.max(0, down);
  return shared / (one.width * one.height + other.width * other.height - shared);
}
