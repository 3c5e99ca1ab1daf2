import type { LabGrid } from './lab-grid.js';

// Share of the shorter side: how deep a border is.
const DEPTH = 0.1;

const { sqrt, max, round } = Math;

/**
 * How much each cell differs in colour from the borders (CIE76 units): boundary contrast of Zhang et al. 2015,
 * "Minimum barrier salient object detection at 80 FPS". The border that it differs from most is left out, since the
 * subject may touch one. Ours is the plain distance: theirs divides by the spread within a border, and a thumbnail's
 * border is often one flat colour.
 */
export function boundaryContrast(grid: LabGrid): Float32Array {
  const { width, height } = grid;
  const depth = max(1, round(DEPTH * Math.min(width, height)));
  const borders = [
    meanColour(grid, 0, 0, width, depth),
    meanColour(grid, 0, height - depth, width, height),
    meanColour(grid, 0, 0, depth, height),
    meanColour(grid, width - depth, 0, width, height),
  ];
  const sum = new Float32Array(width * height);
  const furthest = new Float32Array(width * height);
  for (const [lightness, a, b] of borders) {
    for (let i = 0; i < sum.length; i++) {
      const dl = (grid.lightness[i] ?? 0) - lightness;
      const da = (grid.a[i] ?? 0) - a;
      const db = (grid.b[i] ?? 0) - b;
      const distance = sqrt(dl * dl + da * da + db * db);
      sum[i] = (sum[i] ?? 0) + distance;
      furthest[i] = max(furthest[i] ?? 0, distance);
    }
  }
  return sum.map((all, i) => max(0, all - (furthest[i] ?? 0)) / (borders.length - 1));
}

function meanColour(
  { lightness, a, b, width }: LabGrid,
  left: number,
  top: number,
  right: number,
  bottom: number,
): readonly [lightness: number, a: number, b: number] {
  const sum: [number, number, number] = [0, 0, 0];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const at = y * width + x;
      sum[0] += lightness[at] ?? 0;
      sum[1] += a[at] ?? 0;
      sum[2] += b[at] ?? 0;
    }
  }
  const count = (right - left) * (bottom - top);
  return [sum[0] / count, sum[1] / count, sum[2] / count];
}
