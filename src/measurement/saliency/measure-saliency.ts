import type { Raster } from '../../image/canonical-image.js';
import { round } from '../round.js';
import { roundRegion } from '../round-region.js';
import { thirdsDistance } from '../thirds-distance.js';
import { boxAround } from './box-around.js';
import { concentration } from './concentration.js';
import { labGrid } from './lab-grid.js';
import type { SaliencyMeasurement } from './saliency.type.js';
import { type SaliencyMap, saliencyMap } from './saliency-map.js';
import { salientRegion } from './salient-region.js';
import { separation } from './separation.js';
import { thirds } from './thirds.js';

/** What is measured of the map, and the map itself for those who go on from it. */
export interface Saliency {
  readonly measurement: SaliencyMeasurement;
  readonly map: SaliencyMap;
}

/** Where the eye is drawn before it understands. */
export function measureSaliency(image: Raster): Saliency {
  const grid = labGrid(image);
  const map = saliencyMap(image, grid);
  const spread = { concentration: round(concentration(map)), thirds: thirds(map) };
  const region = salientRegion(map);
  if (!region) return { measurement: { ...EVEN, ...spread }, map };
  const measurement = {
    ...spread,
    peaks: region.competitors,
    ...placeOf(region.peak, map, image),
    subject: roundRegion(boxAround(region.cells, map)),
    subjectShare: round(region.cells.length / map.data.length),
    ...separation(grid, region.cells),
  };
  return { measurement, map };
}

/** What is said of a picture in which nothing stands out. */
const EVEN = {
  peaks: 0,
  mainPeak: null,
  thirdsDistance: null,
  centreDistance: null,
  subject: null,
  subjectShare: 0,
  lightnessSeparation: null,
  colourSeparation: null,
} satisfies Omit<SaliencyMeasurement, 'concentration' | 'thirds'>;

function placeOf(
  cell: number,
  { width, height }: SaliencyMap,
  picture: Raster,
): Pick<SaliencyMeasurement, 'mainPeak' | 'thirdsDistance' | 'centreDistance'> {
  const column = cell % width;
  const x = (column + 0.5) / width;
  const y = ((cell - column) / width + 0.5) / height;
  const toCentre = Math.hypot((x - 0.5) * picture.width, (y - 0.5) * picture.height);
  return {
    mainPeak: { x: round(x), y: round(y) },
    thirdsDistance: round(thirdsDistance({ x, y }, picture)),
    centreDistance: round(toCentre / Math.hypot(picture.width, picture.height)),
  };
}
