import type { Raster } from '../image/canonical-image.js';
import { LINEAR_LIGHT } from './linear-light.js';
import type { LumaPlane } from './luma-plane.js';
import type { LightMeasurement } from './measurements.type.js';
import { round } from './round.js';

// Two per cent from either end of the scale: JPEG rarely leaves a clipped area at exactly 0 or 255.
const NEARLY_BLACK = 5;
const NEARLY_WHITE = 250;

// What each byte of a channel adds to relative luminance.
const RED = LINEAR_LIGHT.map((light) => 0.2126 * light);
const GREEN = LINEAR_LIGHT.map((light) => 0.7152 * light);
const BLUE = LINEAR_LIGHT.map((light) => 0.0722 * light);

/**
 * Brightness as WCAG 2.2 defines it; contrast as the standard deviation of luma (Peli 1990, "Contrast in
 * complex images"). Contrast is taken from gamma-encoded values because these follow the eye more closely.
 */
export function measureLight({ pixels }: Raster, luma: LumaPlane): LightMeasurement {
  let luminance = 0;
  for (let p = 0; p + 2 < pixels.length; p += 3) {
    luminance +=
      (RED[pixels[p] ?? 0] ?? 0) + (GREEN[pixels[p + 1] ?? 0] ?? 0) + (BLUE[pixels[p + 2] ?? 0] ?? 0);
  }
  const count = luma.data.length;
  const levels = histogram(luma);
  let dark = 0;
  let bright = 0;
  let sum = 0;
  let squares = 0;
  levels.forEach((pixelsOfLevel, level) => {
    sum += pixelsOfLevel * level;
    squares += pixelsOfLevel * level * level;
    if (level <= NEARLY_BLACK) dark += pixelsOfLevel;
    if (level >= NEARLY_WHITE) bright += pixelsOfLevel;
  });
  const variance = Math.max(0, squares / count - (sum / count) ** 2);
  return {
    meanLuminance: round(luminance / count),
    rmsContrast: round(Math.sqrt(variance) / 255),
    clippedShadows: round(dark / count),
    clippedHighlights: round(bright / count),
  };
}

function histogram({ data }: LumaPlane): Uint32Array {
  const levels = new Uint32Array(256);
  // Neighbours are counted apart: an even area would otherwise wait for the same counter again and again.
  const neighbours = new Uint32Array(256);
  for (let i = 0; i < data.length; i += 2) {
    const level = data[i] ?? 0;
    levels[level] = (levels[level] ?? 0) + 1;
    if (i + 1 === data.length) break;
    const neighbour = data[i + 1] ?? 0;
    neighbours[neighbour] = (neighbours[neighbour] ?? 0) + 1;
  }
  return levels.map((count, level) => count + (neighbours[level] ?? 0));
}
