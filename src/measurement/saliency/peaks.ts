import { regionAbove } from './region-above.js';
import type { SaliencyMap } from './saliency-map.js';

// A place competes when the valley between it and any stronger one is this deep, as a share of the strongest.
const PROMINENCE = 0.3;

/**
 * The places that compete for the eye, as indices into the map, strongest first: its local maxima whose topographic
 * prominence is high enough. None in an even picture.
 */
export function competingPeaks(map: SaliencyMap): number[] {
  const { data } = map;
  const summits = localMaxima(map).sort((i, j) => (data[j] ?? 0) - (data[i] ?? 0) || i - j);
  const deep = PROMINENCE * (data[summits[0] ?? 0] ?? 0);
  const peaks: number[] = [];
  for (const summit of summits) {
    const value = data[summit] ?? 0;
    if (value < deep) break;
    // On a plateau the first cell stands for all.
    const around = regionAbove(map, summit, value - deep);
    if (!around.some((i) => (data[i] ?? 0) > value || peaks.includes(i))) peaks.push(summit);
  }
  return peaks;
}

function localMaxima({ data, width, height }: SaliencyMap): number[] {
  const maxima: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const value = data[at] ?? 0;
      if (value === 0) continue;
      if (x > 0 && (data[at - 1] ?? 0) > value) continue;
      if (x < width - 1 && (data[at + 1] ?? 0) > value) continue;
      if (y > 0 && (data[at - width] ?? 0) > value) continue;
      if (y < height - 1 && (data[at + width] ?? 0) > value) continue;
      maxima.push(at);
    }
  }
  return maxima;
}
