const PREFIX = 0xff;
/** Marker codes of ITU-T T.81, table B.1. */
export const START_OF_SCAN = 0xda;
export const END_OF_IMAGE = 0xd9;
const START_OF_IMAGE = 0xd8;
const FIRST_WITH_LENGTH = 0xc0;
const isRestart = (code: number) => code >= 0xd0 && code <= 0xd7;

/** Where the markers begin. */
export const AFTER_START = 2;
/** Of a marker, and of the length after it. */
export const MARKER_BYTES = 2;
export const HEAD_BYTES = 4;

/** Where the next marker is, at or after that place; the end of the file where there is none. */
export function nextMarker(jpeg: Buffer, from: number): number {
  for (let at = from; at + 1 < jpeg.length; at += 1) {
    if (jpeg[at] !== PREFIX) continue;
    const code = jpeg[at + 1];
    // A zero follows what only looks like a marker in coded data; another prefix fills up.
    if (code !== 0 && code !== PREFIX) return at;
  }
  return jpeg.length;
}

/** Whether a marker has parameters. Decoders take no length from the reserved codes: only our own parser cannot see what follows one. */
export function hasParameters(code: number): boolean {
  return code >= FIRST_WITH_LENGTH && !isRestart(code) && code !== START_OF_IMAGE && code !== END_OF_IMAGE;
}

/** Where the segment of the marker at that place ends. */
export function segmentEnd(jpeg: Buffer, at: number): number {
  const length = hasParameters(jpeg[at + 1] ?? 0) ? ((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0) : 0;
  return Math.min(jpeg.length, at + MARKER_BYTES + length);
}
