const LINES = [1 / 3, 2 / 3];

/**
 * Distance from a place in the picture, given in fractions of its width and height, to the nearest crossing of the
 * thirds, as a fraction of the diagonal, 0–0.34.
 */
export function thirdsDistance(
  place: { readonly x: number; readonly y: number },
  { width, height }: { readonly width: number; readonly height: number },
): number {
  const across = Math.min(...LINES.map((line) => Math.abs(place.x - line))) * width;
  const down = Math.min(...LINES.map((line) => Math.abs(place.y - line))) * height;
  return Math.hypot(across, down) / Math.hypot(width, height);
}
