const PREFIX = 0xff;
/** Marker codes of ITU-T T.81, table B.1. */
const START_OF_SCAN = 0xda;
const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;
const FIRST_WITH_LENGTH = 0xc0;
const isRestart = (code: number) => code >= 0xd0 && code <= 0xd7;

/**
 * In how many scans a JPEG is coded, up to where its markers end or make no sense. A decoder goes over the whole picture
 * once for each, however few bytes it has.
 */
export function jpegScans(bytes: Uint8Array): number {
  let scans = 0;
  let at = 2;
  while (at + 1 < bytes.length) {
    const code = bytes[at + 1] ?? 0;
    // Within a scan: coded data, where a zero follows what only looks like a marker; or bytes that fill up.
    if (bytes[at] !== PREFIX || code === 0 || code === PREFIX) {
      at += 1;
      continue;
    }
    if (code === END_OF_IMAGE) return scans;
    if (code === START_OF_SCAN) scans += 1;
    // Decoders take no length from the reserved codes below: whoever hides scans behind one hides them from us alone.
    const hasLength = code >= FIRST_WITH_LENGTH && !isRestart(code) && code !== START_OF_IMAGE;
    at += 2 + (hasLength ? ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0) : 0);
  }
  return scans;
}
