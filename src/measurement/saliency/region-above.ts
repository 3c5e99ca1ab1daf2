import type { SaliencyMap } from './saliency-map.js';

/** The cells that are at least that salient and hang together with the seed, by index; cells hang together by a side. */
export function regionAbove({ data, width, height }: SaliencyMap, seed: number, level: number): number[] {
  const seen = new Uint8Array(data.length);
  const region: number[] = [];
  const reach = (i: number) => {
    if (seen[i] === 1 || (data[i] ?? 0) < level) return;
    seen[i] = 1;
    region.push(i);
  };
  reach(seed);
  for (let next = 0; next < region.length; next++) {
    const i = region[next] ?? 0;
    const x = i % width;
    if (x > 0) reach(i - 1);
    if (x < width - 1) reach(i + 1);
    if (i >= width) reach(i - width);
    if (i < width * (height - 1)) reach(i + width);
  }
  return region;
}
