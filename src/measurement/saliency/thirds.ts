import type { Region } from '../region.type.js';
import { round } from '../round.js';
import { roundRegion } from '../round-region.js';
import type { ThirdsCell } from './saliency.type.js';
import type { SaliencyMap } from './saliency-map.js';
import { saliencyWithin } from './saliency-within.js';

const THIRDS = [0, 1, 2];

/** The nine parts that the lines of the thirds make, row by row; their shares sum to 1, or are all 0. */
export function thirds(map: SaliencyMap): ThirdsCell[] {
  return THIRDS.flatMap((row) =>
    THIRDS.map((column) => {
      const part: Region = { x: column / 3, y: row / 3, width: 1 / 3, height: 1 / 3 };
      return { region: roundRegion(part), saliencyShare: round(saliencyWithin(map, part)) };
    }),
  );
}
