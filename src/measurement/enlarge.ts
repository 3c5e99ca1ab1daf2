import type { LumaPlane } from './luma-plane.js';

// Bound once: in the sandboxes that tests run in, looking a global up in a hot loop takes most of the time.
const { min, max, floor } = Math;

/** The plane at a larger size, in straight lines from pixel to pixel, as screens show a small picture. */
export function enlarge({ data, width, height }: LumaPlane, toWidth: number, toHeight: number): LumaPlane {
  const across = neighbours(width, toWidth);
  const down = neighbours(height, toHeight);
  const large = new Uint8Array(toWidth * toHeight);
  for (let y = 0, to = 0; y < toHeight; y++) {
    const upper = width * (down.first[y] ?? 0);
    const lower = width * (down.second[y] ?? 0);
    const lowerWeight = down.weight[y] ?? 0;
    for (let x = 0; x < toWidth; x++) {
      const first = across.first[x] ?? 0;
      const second = across.second[x] ?? 0;
      const weight = across.weight[x] ?? 0;
      const above = (data[upper + first] ?? 0) * (1 - weight) + (data[upper + second] ?? 0) * weight;
      const below = (data[lower + first] ?? 0) * (1 - weight) + (data[lower + second] ?? 0) * weight;
      large[to++] = (above * (1 - lowerWeight) + below * lowerWeight + 0.5) | 0;
    }
  }
  return { data: large, width: toWidth, height: toHeight };
}

/** Which two pixels of the short line each pixel of the long one lies between, and how much the second counts. */
function neighbours(short: number, long: number) {
  const first = new Int32Array(long);
  const second = new Int32Array(long);
  const weight = new Float64Array(long);
  for (let at = 0; at < long; at++) {
    const place = min(short - 1, max(0, ((at + 0.5) * short) / long - 0.5));
    first[at] = floor(place);
    second[at] = min(short - 1, floor(place) + 1);
    weight[at] = place - floor(place);
  }
  return { first, second, weight };
}
