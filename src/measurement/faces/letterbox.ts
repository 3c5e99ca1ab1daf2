import type { Raster } from '../../image/canonical-image.js';

// Bound once: in the sandboxes that tests run in, looking a global up in a hot loop takes most of the time.
const { ceil, floor, max, min, round } = Math;

/**
 * Paints the picture, in proportion and as large as it fits, into the top left of a black square, given as planes of
 * red, green and blue from 0 to 255.
 * @returns pixels of the square for one pixel of the picture
 */
export function letterbox({ pixels, width, height }: Raster, planes: Float32Array, side: number): number {
  const scale = min(side / width, side / height);
  const across = boxes(width, max(1, round(width * scale)));
  const down = boxes(height, max(1, round(height * scale)));
  const plane = side * side;
  const line = new Float32Array(3 * width);
  planes.fill(0);
  for (let y = 0; y < down.count; y++) {
    line.fill(0);
    for (let tap = y * down.taps; tap < (y + 1) * down.taps; tap++) {
      const weight = down.weights[tap] ?? 0;
      const row = 3 * width * (down.from[tap] ?? 0);
      if (weight > 0)
        for (let x = 0; x < line.length; x++) line[x] = (line[x] ?? 0) + weight * (pixels[row + x] ?? 0);
    }
    for (let x = 0; x < across.count; x++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let tap = x * across.taps; tap < (x + 1) * across.taps; tap++) {
        const weight = across.weights[tap] ?? 0;
        const from = 3 * (across.from[tap] ?? 0);
        red += weight * (line[from] ?? 0);
        green += weight * (line[from + 1] ?? 0);
        blue += weight * (line[from + 2] ?? 0);
      }
      const to = y * side + x;
      planes[to] = red;
      planes[to + plane] = green;
      planes[to + 2 * plane] = blue;
    }
  }
  return scale;
}

/** Which pixels of a line make each pixel of a shorter or longer one, and in which shares. */
interface Boxes {
  readonly count: number;
  /** So many source pixels a target pixel; those that are not needed weigh nothing. */
  readonly taps: number;
  readonly from: Int32Array;
  readonly weights: Float32Array;
}

/**
 * Means over a box as large as the target pixel, and at least one source pixel: the mean of the area in a smaller
 * picture, linear interpolation in a larger one.
 */
function boxes(length: number, count: number): Boxes {
  const step = length / count;
  const box = max(1, step);
  const taps = ceil(box) + 1;
  const from = new Int32Array(count * taps);
  const weights = new Float32Array(count * taps);
  for (let target = 0; target < count; target++) {
    const start = (target + 0.5) * step - box / 2;
    for (let tap = 0; tap < taps; tap++) {
      const source = floor(start) + tap;
      // Beyond its edges, a line continues with its last value.
      from[target * taps + tap] = min(length - 1, max(0, source));
      weights[target * taps + tap] = max(0, min(start + box, source + 1) - max(start, source)) / box;
    }
  }
  return { count, taps, from, weights };
}
