import type { LumaPlane } from './luma-plane.js';

// Bound once: in the sandboxes that tests run in, looking a global up in a hot loop takes most of the time.
const { min, max, floor, ceil, round } = Math;

/** The plane at a smaller height, in proportion, each pixel the mean of the area that it stands for. */
export function shrink(luma: LumaPlane, height: number): LumaPlane {
  if (height >= luma.height) return luma;
  return shrinkTo(luma, max(1, round((luma.width * height) / luma.height)), height);
}

/** The same at any size that is not larger on either side. */
export function shrinkTo(luma: LumaPlane, width: number, height: number): LumaPlane {
  if (width === luma.width && height === luma.height) return luma;
  const columns = parts(luma.width, width);
  const rows = parts(luma.height, height);
  const area = (luma.width / width) * (luma.height / height);
  const data = new Uint8Array(width * height);
  const sums = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    const first = rows.first[y] ?? 0;
    const last = rows.last[y] ?? 0;
    addLine(luma, first, rows.firstWeight[y] ?? 0, columns, sums);
    for (let line = first + 1; line < last; line++) addLine(luma, line, 1, columns, sums);
    if (last > first) addLine(luma, last, rows.lastWeight[y] ?? 0, columns, sums);
    for (let x = 0, to = y * width; x < width; x++, to++) data[to] = ((sums[x] ?? 0) / area + 0.5) | 0;
  }
  return { data, width, height };
}

/** Which pixels each part of a line takes in, and how much of the outer two. */
interface Parts {
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly firstWeight: Float64Array;
  readonly lastWeight: Float64Array;
}

function parts(length: number, count: number): Parts {
  const first = new Int32Array(count);
  const last = new Int32Array(count);
  const firstWeight = new Float64Array(count);
  const lastWeight = new Float64Array(count);
  for (let part = 0; part < count; part++) {
    const start = (part * length) / count;
    const end = ((part + 1) * length) / count;
    first[part] = floor(start);
    last[part] = ceil(end) - 1;
    firstWeight[part] = min(end, floor(start) + 1) - start;
    lastWeight[part] = end - (ceil(end) - 1);
  }
  return { first, last, firstWeight, lastWeight };
}

function addLine(
  { data, width }: LumaPlane,
  line: number,
  weight: number,
  { first, last, firstWeight, lastWeight }: Parts,
  sums: Float64Array,
): void {
  const start = line * width;
  for (let to = 0; to < sums.length; to++) {
    const from = start + (first[to] ?? 0);
    const end = start + (last[to] ?? 0);
    let sum = (firstWeight[to] ?? 0) * (data[from] ?? 0);
    let whole = 0;
    for (let at = from + 1; at < end; at++) whole += data[at] ?? 0;
    if (end > from) sum += whole + (lastWeight[to] ?? 0) * (data[end] ?? 0);
    sums[to] = (sums[to] ?? 0) + weight * sum;
  }
}
