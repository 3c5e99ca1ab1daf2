import { AFTER_START, END_OF_IMAGE, nextMarker, START_OF_SCAN, segmentEnd } from './jpeg-segments.js';

/**
 * In how many scans a JPEG is coded, up to where its markers end or make no sense. A decoder goes over the whole picture
 * once for each, however few bytes it has.
 */
export function jpegScans(jpeg: Buffer): number {
  let scans = 0;
  let at = nextMarker(jpeg, AFTER_START);
  while (at < jpeg.length && jpeg[at + 1] !== END_OF_IMAGE) {
    if (jpeg[at + 1] === START_OF_SCAN) scans += 1;
    at = nextMarker(jpeg, segmentEnd(jpeg, at));
  }
  return scans;
}
