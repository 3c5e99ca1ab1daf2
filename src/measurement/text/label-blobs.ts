/** A connected group of marked cells. */
export interface Blob {
  readonly label: number;
  readonly area: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Blobs {
  /** For every cell the label of its blob, or 0. */
  readonly labels: Int32Array;
  readonly blobs: readonly Blob[];
}

/** Groups of marked cells that touch, also at corners. */
export function labelBlobs(marked: Uint8Array, width: number, height: number): Blobs {
  const labels = new Int32Array(width * height);
  const stack = new Int32Array(width * height);
  const blobs: Blob[] = [];
  for (let start = 0; start < marked.length; start++) {
    if (marked[start] === 0 || labels[start] !== 0) continue;
    const label = blobs.length + 1;
    let [area, left, right, top, bottom, depth] = [0, width, 0, height, 0, 0];
    labels[start] = label;
    stack[depth++] = start;
    while (depth > 0) {
      const at = stack[--depth] ?? 0;
      const x = at % width;
      const y = (at - x) / width;
      area++;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      const toX = x + 1 < width ? x + 1 : x;
      const toY = y + 1 < height ? y + 1 : y;
      for (let ny = y > 0 ? y - 1 : 0; ny <= toY; ny++) {
        for (let nx = x > 0 ? x - 1 : 0; nx <= toX; nx++) {
          const neighbour = ny * width + nx;
          if (marked[neighbour] === 0 || labels[neighbour] !== 0) continue;
          labels[neighbour] = label;
          stack[depth++] = neighbour;
        }
      }
    }
    blobs.push({ label, area, left, right, top, bottom });
  }
  return { labels, blobs };
}
