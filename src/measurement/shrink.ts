import type { LumaPlane } from './luma-plane.js';

// Bound once: in the sandboxes that tests run in, looking a global up in a hot loop takes most of the time.
const { min, max, floor } = Math;

/** The plane at a smaller height, in proportion, each pixel the mean of the area that it stands for. */
export function shrink(luma: LumaPlane, height: number): LumaPlane {
  if (height >= luma.height) return luma;
  const width = max(1, Math.round((luma.width * height) / luma.height));
  const narrow = averageLines(luma.data, luma.width, luma.height, width);
  const columns = averageLines(transpose(narrow, width, luma.height), luma.height, width, height);
  return { data: Uint8Array.from(transpose(columns, height, width), Math.round), width, height };
}

/** Shortens each of `lines` lines of `length` values to `shorter` area means. */
function averageLines(
  data: Uint8Array | Float32Array,
  length: number,
  lines: number,
  shorter: number,
): Float32Array {
  const scale = length / shorter;
  const means = new Float32Array(lines * shorter);
  for (let to = 0; to < shorter; to++) {
    const start = to * scale;
    const end = min(length, start + scale);
    for (let from = floor(start); from < end; from++) {
      const weight = (min(end, from + 1) - max(start, from)) / scale;
      for (let line = 0; line < lines; line++) {
        const at = line * shorter + to;
        means[at] = (means[at] ?? 0) + weight * (data[line * length + from] ?? 0);
      }
    }
  }
  return means;
}

function transpose(data: Float32Array, width: number, height: number): Float32Array {
  const turned = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) turned[x * height + y] = data[y * width + x] ?? 0;
  }
  return turned;
}
