import type { Raster } from '../../image/canonical-image.js';
import { boundaryContrast } from './boundary-contrast.js';
import { focusness } from './focusness.js';
import type { LabGrid } from './lab-grid.js';
import { smooth } from './smooth.js';
import { surroundedness } from './surroundedness.js';

/** How strongly each part of a picture draws the eye, at a small size, row by row. */
export interface SaliencyMap {
  /** Not negative; all values sum to 1, or are all 0 in an even picture. */
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

// Deviation of the last smoothing as a share of the geometric mean of the sides: about what one look takes in.
const GLANCE = 0.03;
// How much less a corner counts than the centre.
const CENTRE_BIAS = 0.5;

// How much of its saliency a thing keeps when it is out of focus.
const BLURRED = 0.4;

const { sqrt, hypot } = Math;

/**
 * Where the eye is drawn before it understands: what is surrounded (Zhang & Sclaroff 2013; Zhu et al. 2014) and differs
 * from the borders, more so towards the centre (both Zhang et al. 2015).
 */
export function saliencyMap(image: Raster, grid: LabGrid): SaliencyMap {
  const { width, height } = grid;
  const focus = focusness(image, width, height);
  const contrast = boundaryContrast(grid);
  const raw = surroundedness(grid).map(
    (depth, i) => sqrt(depth * (contrast[i] ?? 0)) * (BLURRED + (1 - BLURRED) * (focus[i] ?? 0)),
  );
  const data = smooth(raw, width, height, GLANCE * sqrt(width * height));
  preferCentre(data, width, height);
  return { data: shares(data), width, height };
}

function preferCentre(data: Float32Array, width: number, height: number): void {
  const furthest = hypot(width, height) / 2;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const distance = hypot(x + 0.5 - width / 2, y + 0.5 - height / 2);
      data[y * width + x] = (data[y * width + x] ?? 0) * (1 - (CENTRE_BIAS * distance) / furthest);
    }
  }
}

function shares(data: Float32Array): Float32Array {
  const sum = data.reduce((all, value) => all + value, 0);
  return sum > 0 ? data.map((value) => value / sum) : data;
}
