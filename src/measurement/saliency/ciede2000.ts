import type { lab } from '../lab.js';

type Lab = ReturnType<typeof lab>;

const { sqrt, hypot, atan2, cos, sin, exp, abs } = Math;
const DEGREE = Math.PI / 180;
const SEVENTH = 25 ** 7;

/**
 * The CIEDE2000 colour difference, 0 upwards, all weights 1: Sharma, Wu & Dalal 2005, "The CIEDE2000 color-difference
 * formula: implementation notes, supplementary test data, and mathematical observations". Names follow the paper.
 */
export function ciede2000([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  const g = 0.5 * (1 - grey((hypot(a1, b1) + hypot(a2, b2)) / 2));
  const c1 = hypot((1 + g) * a1, b1);
  const c2 = hypot((1 + g) * a2, b2);
  const h1 = hue((1 + g) * a1, b1);
  const h2 = hue((1 + g) * a2, b2);
  const deltaH = 2 * sqrt(c1 * c2) * sin((turn(h1, h2, c1 * c2) / 2) * DEGREE);
  const meanL = (l1 + l2) / 2;
  const meanC = (c1 + c2) / 2;
  const meanH = meanHue(h1, h2, c1 * c2);
  const t =
    1 -
    0.17 * cos((meanH - 30) * DEGREE) +
    0.24 * cos(2 * meanH * DEGREE) +
    0.32 * cos((3 * meanH + 6) * DEGREE) -
    0.2 * cos((4 * meanH - 63) * DEGREE);
  const byL = (l2 - l1) / (1 + (0.015 * (meanL - 50) ** 2) / sqrt(20 + (meanL - 50) ** 2));
  const byC = (c2 - c1) / (1 + 0.045 * meanC);
  const byH = deltaH / (1 + 0.015 * meanC * t);
  const theta = 30 * exp(-(((meanH - 275) / 25) ** 2));
  const rotation = -sin(2 * theta * DEGREE) * 2 * grey(meanC);
  return sqrt(byL ** 2 + byC ** 2 + byH ** 2 + rotation * byC * byH);
}

/** From 0 for greys to 1 for strong colours, which the formula needs twice. */
function grey(chroma: number): number {
  return sqrt(chroma ** 7 / (chroma ** 7 + SEVENTH));
}

/** Degrees, 0 to 360; 0 for a grey. */
function hue(a: number, b: number): number {
  const degrees = atan2(b, a) / DEGREE;
  return degrees < 0 ? degrees + 360 : degrees;
}

/** The short way from one hue to the other, −180 to 180; 0 where either is a grey. */
function turn(from: number, to: number, chroma: number): number {
  if (chroma === 0) return 0;
  const degrees = to - from;
  if (degrees > 180) return degrees - 360;
  return degrees < -180 ? degrees + 360 : degrees;
}

/** The middle of the short way; where either is a grey, the other one's hue. */
function meanHue(one: number, other: number, chroma: number): number {
  if (chroma === 0) return one + other;
  if (abs(one - other) <= 180) return (one + other) / 2;
  return one + other < 360 ? (one + other + 360) / 2 : (one + other - 360) / 2;
}
