import type { Raster } from '../../image/canonical-image.js';
import type { RotatedBox } from './rotated-box.js';

// Bound once: in the sandboxes that tests run in, looking a global up in a hot loop takes most of the time.
const { min, max, floor, round } = Math;

/** What is in the box, turned upright, `width` × `height`; beyond the picture its edge is repeated. */
export function cropLine(picture: Raster, box: RotatedBox, width: number, height: number): Raster {
  const { pixels } = picture;
  const stepX = box.width / width;
  const stepY = box.height / height;
  // As many samples as it takes to look at about every pixel.
  const samplesX = max(1, min(8, round(stepX)));
  const samplesY = max(1, min(8, round(stepY)));
  const samples = samplesX * samplesY;
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
  const lastX = picture.width - 1;
  const lastY = picture.height - 1;
  const crop = new Uint8Array(3 * width * height);
  for (let row = 0, to = 0; row < height; row++) {
    for (let column = 0; column < width; column++, to += 3) {
      let [red, green, blue] = [0, 0, 0];
      for (let v = 0; v < samplesY; v++) {
        const across = (row + (v + 0.5) / samplesY) * stepY - box.height / 2;
        for (let u = 0; u < samplesX; u++) {
          const along = (column + (u + 0.5) / samplesX) * stepX - box.width / 2;
          // A pixel's value stands for its middle.
          const x = min(lastX, max(0, box.x + cos * along - sin * across - 0.5));
          const y = min(lastY, max(0, box.y + sin * along + cos * across - 0.5));
          const left = floor(x);
          const top = floor(y);
          const toRight = x - left;
          const toBottom = y - top;
          const a = 3 * (top * picture.width + left);
          const b = left < lastX ? a + 3 : a;
          const down = top < lastY ? 3 * picture.width : 0;
          const w00 = (1 - toRight) * (1 - toBottom);
          const w10 = toRight * (1 - toBottom);
          const w01 = (1 - toRight) * toBottom;
          const w11 = toRight * toBottom;
          red +=
            w00 * (pixels[a] ?? 0) +
            w10 * (pixels[b] ?? 0) +
            w01 * (pixels[a + down] ?? 0) +
            w11 * (pixels[b + down] ?? 0);
          green +=
            w00 * (pixels[a + 1] ?? 0) +
            w10 * (pixels[b + 1] ?? 0) +
            w01 * (pixels[a + down + 1] ?? 0) +
            w11 * (pixels[b + down + 1] ?? 0);
          blue +=
            w00 * (pixels[a + 2] ?? 0) +
            w10 * (pixels[b + 2] ?? 0) +
            w01 * (pixels[a + down + 2] ?? 0) +
            w11 * (pixels[b + down + 2] ?? 0);
        }
      }
      crop[to] = round(red / samples);
      crop[to + 1] = round(green / samples);
      crop[to + 2] = round(blue / samples);
    }
  }
  return { pixels: crop, width, height };
}
