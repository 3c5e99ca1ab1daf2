import type { Region } from './region.type.js';

/** Share of the picture that regions cover together, 0–1; where they overlap, they cover it once. */
export function coveredShare(regions: readonly Region[]): number {
  const edges = [...new Set(regions.flatMap(({ x, width }) => [x, x + width]))].sort((a, b) => a - b);
  let covered = 0;
  edges.forEach((left, i) => {
    const right = edges[i + 1] ?? left;
    const crossing = regions.filter(({ x, width }) => x <= left && x + width >= right);
    covered += (right - left) * coveredHeight(crossing);
  });
  return Math.min(1, covered);
}

function coveredHeight(regions: readonly Region[]): number {
  const spans = regions.map(({ y, height }) => [y, y + height] as const).sort((a, b) => a[0] - b[0]);
  let covered = 0;
  let reached = 0;
  for (const [top, bottom] of spans) {
    covered += Math.max(0, bottom - Math.max(top, reached));
    reached = Math.max(reached, bottom);
  }
  return covered;
}
