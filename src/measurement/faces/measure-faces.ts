import type { Raster } from '../../image/canonical-image.js';
import { coveredShare } from '../covered-share.js';
import type { Region } from '../region.type.js';
import { round } from '../round.js';
import { thirdsDistance } from '../thirds-distance.js';
import type { DetectedFace } from './face-candidates.js';
import { detectFaces } from './face-detector.js';
import type { Face, FacesMeasurement } from './faces.type.js';

// Read off real thumbnails; see docs/measurements.md for what it finds and misses.
const CONFIDENCE = 0.6;
// As a fraction of the side: a face that comes so near to an edge is taken for one that continues beyond it.
const AT_EDGE = 0.01;

/** Where faces are and how much of the picture they take, by RetinaFace (Deng et al. 2020). */
export async function measureFaces(image: Raster): Promise<FacesMeasurement> {
  const detected = await detectFaces(image, CONFIDENCE);
  const faces = detected
    .flatMap((face) => {
      const region = clip(face, image);
      return region ? [describe(region, face.confidence, image)] : [];
    })
    .sort(largestFirst);
  const areaShare = round(coveredShare(faces.map(({ region }) => region)));
  return { count: faces.length, faces, areaShare };
}

/** The box as fractions of the picture; null when it lies in the black beside it. */
function clip({ left, top, right, bottom }: DetectedFace, { width, height }: Raster): Region | null {
  const across = span(left / width, right / width);
  const down = span(top / height, bottom / height);
  if (!across || !down) return null;
  return { x: across.from, y: down.from, width: across.length, height: down.length };
}

function span(from: number, to: number): { from: number; length: number } | null {
  const start = round(Math.max(0, from));
  const length = round(Math.min(1, to) - start);
  return length > 0 ? { from: start, length } : null;
}

function describe(region: Region, confidence: number, image: Raster): Face {
  const { x, y, width, height } = region;
  return {
    region,
    confidence: round(confidence),
    areaShare: round(width * height),
    thirdsDistance: round(thirdsDistance({ x: x + width / 2, y: y + height / 2 }, image)),
    cutOff: x <= AT_EDGE || y <= AT_EDGE || x + width >= 1 - AT_EDGE || y + height >= 1 - AT_EDGE,
  };
}

/** Ties by place, so that the order never hangs on the detector. */
function largestFirst(a: Face, b: Face): number {
  return b.areaShare - a.areaShare || a.region.x - b.region.x || a.region.y - b.region.y;
}
