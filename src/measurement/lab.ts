import { linearLight } from './linear-light.js';

// CIE 15: the cube root turns into a line below this ratio.
const KNEE = (6 / 29) ** 3;

/** sRGB (0–255 each) to CIE L*a*b* under D65. */
export function lab(red: number, green: number, blue: number): [lightness: number, a: number, b: number] {
  const r = linearLight(red);
  const g = linearLight(green);
  const b = linearLight(blue);
  const x = compress((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = compress(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = compress((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function compress(ratio: number): number {
  return ratio > KNEE ? Math.cbrt(ratio) : ratio / (3 * (6 / 29) ** 2) + 4 / 29;
}
