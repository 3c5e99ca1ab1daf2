import { round } from '../round.js';
import { ciede2000 } from './ciede2000.js';
import type { LabGrid } from './lab-grid.js';
import type { SaliencyMeasurement } from './saliency.type.js';

// In cells of the map: the smoothed edge of the region belongs to neither side.
const GAP = 1;
const RING = 5;

type Separation = Pick<SaliencyMeasurement, 'lightnessSeparation' | 'colourSeparation'>;

/** How the mean colours of the region and of the ring around it differ; null where there is no room for a ring. */
export function separation(grid: LabGrid, cells: readonly number[]): Separation {
  const inside = meanLab(grid, cells);
  const around = meanLab(grid, ringAround(cells, grid));
  if (!inside || !around) return { lightnessSeparation: null, colourSeparation: null };
  return {
    lightnessSeparation: round(Math.abs(inside[0] - around[0])),
    colourSeparation: round(ciede2000(inside, around)),
  };
}

type Lab = [lightness: number, a: number, b: number];

function meanLab({ lightness, a, b }: LabGrid, cells: readonly number[]): Lab | null {
  if (cells.length === 0) return null;
  const sum: Lab = [0, 0, 0];
  for (const cell of cells) {
    sum[0] += lightness[cell] ?? 0;
    sum[1] += a[cell] ?? 0;
    sum[2] += b[cell] ?? 0;
  }
  return [sum[0] / cells.length, sum[1] / cells.length, sum[2] / cells.length];
}

/** The cells near the region, step by step outwards, without the first few. */
function ringAround(cells: readonly number[], { width, height }: LabGrid): number[] {
  const taken = new Uint8Array(width * height);
  for (const cell of cells) taken[cell] = 1;
  const ring: number[] = [];
  let edge = cells;
  for (let away = 1; away <= RING; away++) {
    const next: number[] = [];
    const reach = (cell: number) => {
      if (taken[cell] === 1) return;
      taken[cell] = 1;
      next.push(cell);
    };
    for (const cell of edge) {
      const x = cell % width;
      if (x > 0) reach(cell - 1);
      if (x < width - 1) reach(cell + 1);
      if (cell >= width) reach(cell - width);
      if (cell < width * (height - 1)) reach(cell + width);
    }
    if (away > GAP) ring.push(...next);
    edge = next;
  }
  return ring;
}
