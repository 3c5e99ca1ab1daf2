import type { Region } from './region.type.js';

const PLAYER = 16 / 9;

/** The size of a picture; only its shape matters here. */
interface Shape {
  readonly width: number;
  readonly height: number;
}

/**
 * How wide a picture is where its 16:9 frame is `frameWidth` wide: the frame's own width, or less for a picture that
 * stands between black bars.
 */
export function widthInFrame({ width, height }: Shape, frameWidth: number): number {
  return Math.min(frameWidth, (frameWidth / PLAYER) * (width / height));
}

/** A part of the 16:9 frame as a part of the picture in it, cut at the picture's edges; null when it misses it. */
export function regionInPicture(region: Region, { width, height }: Shape): Region | null {
  const shape = width / height;
  const spanX = Math.min(1, shape / PLAYER);
  const spanY = Math.min(1, PLAYER / shape);
  const across = cut((region.x - (1 - spanX) / 2) / spanX, region.width / spanX);
  const down = cut((region.y - (1 - spanY) / 2) / spanY, region.height / spanY);
  if (!across || !down) return null;
  return { x: across.from, y: down.from, width: across.length, height: down.length };
}

function cut(from: number, length: number): { from: number; length: number } | null {
  const start = Math.max(0, from);
  const end = Math.min(1, from + length);
  return end > start ? { from: start, length: end - start } : null;
}
