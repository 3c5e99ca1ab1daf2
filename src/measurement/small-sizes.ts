import type { Raster } from '../image/canonical-image.js';
import { edgeStrength } from './edge-strength.js';
import { enlarge } from './enlarge.js';
import { type LumaPlane, lumaPlane } from './luma-plane.js';
import { widthInFrame } from './player-frame.js';
import type { Region } from './region.type.js';
import { round } from './round.js';
import { boxAround } from './saliency/box-around.js';
import type { SaliencyMap } from './saliency/saliency-map.js';
import { salientRegion } from './saliency/salient-region.js';
import { shrinkTo } from './shrink.js';
import type { SmallSize, SmallSizesMeasurement } from './small-sizes.type.js';
import { structuralSimilarity } from './structural-similarity.js';

/** The sizes at which YouTube shows a thumbnail: in a phone's feed, beside a video, in a small list. */
const FRAMES = [
  { width: 360, height: 202 },
  { width: 168, height: 94 },
  { width: 120, height: 68 },
] as const;
// The full picture as large as it is compared; finer detail survives at none of the sizes.
const REFERENCE_FRAME = 640;
// The subject's box ends between two pixels of the smallest size, this many of them further out than the subject.
const SMALLEST_FRAME = 120;
const MARGIN = 2;

/** What is left of the subject when the picture is shown small and then looked at as large as before. */
export function measureSmallSizes(image: Raster, saliency: SaliencyMap): SmallSizesMeasurement {
  const region = salientRegion(saliency);
  if (!region) return { sizes: FRAMES.map((frame) => ({ ...frame, ...NO_SUBJECT })) };
  const full = lumaPlane(crop(image, boxAround(region.cells, saliency)));
  const subject = scaled(full, full, scaleInFrame(image, REFERENCE_FRAME));
  const strength = edgeStrength(subject);
  const sizes = FRAMES.map((frame): SmallSize => {
    const small = scaled(subject, full, scaleInFrame(image, frame.width));
    const seen = enlarge(small, subject.width, subject.height);
    const similarity = structuralSimilarity(subject, seen);
    return {
      ...frame,
      subjectSimilarity: similarity === null ? null : round(Math.max(0, similarity)),
      subjectEdges: strength === 0 ? null : round(Math.min(1, edgeStrength(seen) / strength)),
    };
  });
  return { sizes };
}

const NO_SUBJECT = { subjectSimilarity: null, subjectEdges: null } as const;

/** How much smaller the picture is in a 16:9 frame of that width; one that is smaller already stays as it is. */
function scaleInFrame(image: Raster, frameWidth: number): number {
  return Math.min(1, widthInFrame(image, frameWidth) / image.width);
}

/** The plane at that scale of the full one, which it is or was shrunk from. */
function scaled(luma: LumaPlane, full: LumaPlane, scale: number): LumaPlane {
  const width = Math.max(1, Math.round(scale * full.width));
  return shrinkTo(luma, width, Math.max(1, Math.round(scale * full.height)));
}

/** The part of the picture around a region, in whole pixels of the smallest size. */
function crop(image: Raster, region: Region): Raster {
  const pixel = 1 / scaleInFrame(image, SMALLEST_FRAME);
  const across = span(region.x, region.width, image.width, pixel);
  const down = span(region.y, region.height, image.height, pixel);
  const width = across.end - across.start;
  const pixels = new Uint8Array(3 * width * (down.end - down.start));
  for (let y = down.start, to = 0; y < down.end; y++, to += 3 * width) {
    const line = y * image.width;
    pixels.set(image.pixels.subarray(3 * (line + across.start), 3 * (line + across.end)), to);
  }
  return { pixels, width, height: down.end - down.start };
}

/** Where a part of a line of pixels begins and ends, on a grid of that many pixels. */
function span(from: number, share: number, length: number, grid: number): { start: number; end: number } {
  const first = Math.floor((from * length) / grid) - MARGIN;
  const last = Math.ceil(((from + share) * length) / grid) + MARGIN;
  return {
    start: Math.max(0, Math.round(first * grid)),
    end: Math.min(length, Math.round(last * grid)),
  };
}
