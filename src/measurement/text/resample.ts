import type { Raster } from '../../image/canonical-image.js';

// Bound once: in the sandboxes that tests run in, looking a global up in a hot loop takes most of the time.
const { min, max, floor } = Math;

/**
 * The picture `scale` (at most 1) times as large in the upper left corner of `width` × `height`, as planes of blue,
 * green and red from 0 to 1; the rest repeats the picture's last column and row.
 */
export function resample(picture: Raster, scale: number, width: number, height: number): Float32Array {
  const across = spans(picture.width, width, scale);
  const down = spans(picture.height, height, scale);
  const narrow = new Float32Array(3 * width * picture.height);
  const { pixels } = picture;
  for (let y = 0; y < picture.height; y++) {
    const row = 3 * y * picture.width;
    for (let x = 0; x < width; x++) {
      const first = across.from[x] ?? 0;
      const last = across.to[x] ?? 0;
      let [red, green, blue] = [0, 0, 0];
      for (let i = first; i <= last; i++) {
        const weight = i === first ? (across.head[x] ?? 0) : i === last ? (across.tail[x] ?? 0) : 1;
        const at = row + 3 * i;
        red += weight * (pixels[at] ?? 0);
        green += weight * (pixels[at + 1] ?? 0);
        blue += weight * (pixels[at + 2] ?? 0);
      }
      const share = (across.share[x] ?? 0) / 255;
      const to = 3 * (y * width + x);
      narrow[to] = red * share;
      narrow[to + 1] = green * share;
      narrow[to + 2] = blue * share;
    }
  }
  const plane = width * height;
  const planes = new Float32Array(3 * plane);
  for (let y = 0; y < height; y++) {
    const first = down.from[y] ?? 0;
    const last = down.to[y] ?? 0;
    const share = down.share[y] ?? 0;
    for (let i = first; i <= last; i++) {
      const weight = share * (i === first ? (down.head[y] ?? 0) : i === last ? (down.tail[y] ?? 0) : 1);
      let from = 3 * i * width;
      const end = (y + 1) * width;
      for (let to = y * width; to < end; to++, from += 3) {
        planes[to] = (planes[to] ?? 0) + weight * (narrow[from + 2] ?? 0);
        planes[to + plane] = (planes[to + plane] ?? 0) + weight * (narrow[from + 1] ?? 0);
        planes[to + 2 * plane] = (planes[to + 2 * plane] ?? 0) + weight * (narrow[from] ?? 0);
      }
    }
  }
  return planes;
}

/** For every new position: the first and the last old one that it covers, how much of both, and one over the sum. */
function spans(length: number, positions: number, scale: number) {
  const from = new Int32Array(positions);
  const to = new Int32Array(positions);
  const head = new Float32Array(positions);
  const tail = new Float32Array(positions);
  const share = new Float32Array(positions);
  for (let i = 0; i < positions; i++) {
    const start = min(i / scale, length - 1 / scale);
    const begin = max(0, start);
    const end = min(length, start + 1 / scale);
    const first = min(length - 1, floor(begin + 1e-6));
    const last = max(first, min(length - 1, floor(end - 1e-6)));
    from[i] = first;
    to[i] = last;
    head[i] = first === last ? 1 : first + 1 - begin;
    tail[i] = end - last;
    share[i] = first === last ? 1 : 1 / (end - begin);
  }
  return { from, to, head, tail, share };
}
