import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { Raster } from '../../image/canonical-image.js';
import { convexHull } from './convex-hull.js';
import { type Blob, labelBlobs } from './label-blobs.js';
import { resample } from './resample.js';
import { boxAlong, type Points, type RotatedBox, smallestBox } from './rotated-box.js';

const { max, min } = Math;

/** Somewhere that the detector saw writing. */
export interface Found {
  /** Around the letters with some room, in pixels of the picture. */
  readonly box: RotatedBox;
  /** 0 to 1. */
  readonly score: number;
}

// The longer side of what the network sees: half of it loses small letters, twice of it is three times as slow.
const SIDE = 736;
// The network halves its input five times.
const GRAIN = 32;
/** Of the likelihoods, 0 to 1: where a line begins, and what its mean must be. */
const THRESHOLD = 0.3;
const LEAST_SCORE = 0.5;
/** The network draws every line thinner than it is; the rule is that of Liao et al. 2020, the number found on drawings. */
const GROWTH = 1.6;
/** Its map is blurred besides, by about as many of its pixels on every side; this matters less the higher a line is. */
const BLUR = 2.5;
const BLUR_LOSS = 1 / 12;
/** In pixels of the map. */
const LEAST_SIDE = 3;
/** Length by height of a line whose slope is certain; and how much smaller a turned box must be otherwise. */
const LONG = 2.5;
const CLEARLY_LESS = 0.8;

/** Where writing may stand in the picture. */
export async function detectText(detector: InferenceSession, picture: Raster): Promise<Found[]> {
  const scale = min(1, SIDE / max(picture.width, picture.height));
  const width = GRAIN * Math.ceil((picture.width * scale) / GRAIN);
  const height = GRAIN * Math.ceil((picture.height * scale) / GRAIN);
  const map = await likelihoods(detector, resample(picture, scale, width, height), width, height);
  const marked = new Uint8Array(map.length);
  for (let i = 0; i < map.length; i++) marked[i] = (map[i] ?? 0) > THRESHOLD ? 1 : 0;
  const { labels, blobs } = labelBlobs(marked, width, height);
  return blobs.flatMap((blob) => {
    const { hull, score } = trace(blob, labels, map, width);
    const box = boxAround(hull);
    if (score < LEAST_SCORE || min(box.width, box.height) < LEAST_SIDE) return [];
    return [{ box: enlarge(box, scale), score }];
  });
}

async function likelihoods(
  detector: InferenceSession,
  planes: Float32Array,
  width: number,
  height: number,
): Promise<Float32Array> {
  const input = new Tensor('float32', planes, [1, 3, height, width]);
  const output = await detector.run({ [detector.inputNames[0] ?? 'x']: input });
  const map = output[detector.outputNames[0] ?? '']?.data;
  if (!(map instanceof Float32Array)) throw new Error('Expected the text detector to answer with numbers');
  return map;
}

/** The hull around a blob, and the mean of its likelihoods. */
function trace(blob: Blob, labels: Int32Array, map: Float32Array, width: number) {
  const corners: (readonly [x: number, y: number])[] = [];
  let sum = 0;
  for (let y = blob.top; y <= blob.bottom; y++) {
    let [first, last] = [-1, -1];
    for (let x = blob.left; x <= blob.right; x++) {
      const at = y * width + x;
      if (labels[at] !== blob.label) continue;
      if (first < 0) first = x;
      last = x;
      sum += map[at] ?? 0;
    }
    corners.push([first, y], [last + 1, y], [first, y + 1], [last + 1, y + 1]);
  }
  return { hull: convexHull(corners), score: sum / blob.area };
}

/** A short blob says little about its slope: it stands upright unless it clearly does not. */
function boxAround(hull: Points): RotatedBox {
  const tight = smallestBox(hull);
  const upright = boxAlong(hull, 0);
  const long = max(tight.width, tight.height) >= LONG * min(tight.width, tight.height);
  const better = tight.width * tight.height < CLEARLY_LESS * upright.width * upright.height;
  return long || better ? tight : upright;
}

/** From the network's thin line in its own pixels to all of the line in the picture's. */
function enlarge(box: RotatedBox, scale: number): RotatedBox {
  const growth = (GROWTH * box.width * box.height) / (2 * (box.width + box.height));
  const margin = growth - max(0, BLUR - BLUR_LOSS * min(box.width, box.height));
  return {
    x: box.x / scale,
    y: box.y / scale,
    width: (box.width + 2 * margin) / scale,
    height: (box.height + 2 * margin) / scale,
    angle: box.angle,
  };
}
