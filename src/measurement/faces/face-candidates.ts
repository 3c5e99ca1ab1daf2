import type { InferenceSession } from 'onnxruntime-node';

// Bound once: in the sandboxes that tests run in, looking a global up in a hot loop takes most of the time.
const { exp, max, min } = Math;

/** A face in pixels of what the network was shown, possibly beyond its edges. */
export interface DetectedFace {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** How sure the network is, 0–1. */
  readonly confidence: number;
}

// The network looks at every so many pixels for faces of about two sizes each (RetinaFace, Deng et al. 2020).
const GRIDS = [
  { stride: 32, sizes: [512, 256] },
  { stride: 16, sizes: [128, 64] },
  { stride: 8, sizes: [32, 16] },
] as const;
// Middle of the first place on every grid.
const FIRST = 8;
// Boxes that share more than this of the area that both cover show one face.
const SAME_FACE = 0.4;

/** The faces of which the network is at least that sure, the surest first, each once. */
export function faceCandidates(answer: InferenceSession.ReturnType, confidence: number): DetectedFace[] {
  const candidates = GRIDS.flatMap(({ stride, sizes }) => {
    const scores = numbers(answer, `face_rpn_cls_prob_reshape_stride${stride}`);
    const offsets = numbers(answer, `face_rpn_bbox_pred_stride${stride}`);
    const [, , rows = 0, columns = 0] = scores.dims;
    return sizes.flatMap((size, i) => {
      const found: DetectedFace[] = [];
      const places = rows * columns;
      for (let place = 0; place < places; place++) {
        // Two planes for «no face» come before those for «face».
        const score = scores.data[(sizes.length + i) * places + place] ?? 0;
        if (score < confidence) continue;
        const offset = (k: number) => offsets.data[(4 * i + k) * places + place] ?? 0;
        const x = FIRST + stride * (place % columns) + size * offset(0);
        const y = FIRST + stride * Math.floor(place / columns) + size * offset(1);
        const halfWidth = (size * exp(offset(2))) / 2;
        const halfHeight = (size * exp(offset(3))) / 2;
        found.push({
          left: x - halfWidth,
          top: y - halfHeight,
          right: x + halfWidth,
          bottom: y + halfHeight,
          confidence: score,
        });
      }
      return found;
    });
  });
  return eachOnce(candidates.sort((a, b) => b.confidence - a.confidence));
}

function numbers(answer: InferenceSession.ReturnType, name: string) {
  const tensor = answer[name];
  if (!(tensor?.data instanceof Float32Array)) throw new Error(`the network gave no numbers as ${name}`);
  return { data: tensor.data, dims: tensor.dims };
}

/** Of boxes around the same face the first. */
function eachOnce(candidates: readonly DetectedFace[]): DetectedFace[] {
  const faces: DetectedFace[] = [];
  for (const candidate of candidates) {
    if (faces.every((face) => shared(face, candidate) <= SAME_FACE)) faces.push(candidate);
  }
  return faces;
}

/** The part that two boxes share of what both cover, 0–1. */
function shared(a: DetectedFace, b: DetectedFace): number {
  const across = max(0, min(a.right, b.right) - max(a.left, b.left));
  const down = max(0, min(a.bottom, b.bottom) - max(a.top, b.top));
  return (across * down) / (area(a) + area(b) - across * down);
}

function area({ left, top, right, bottom }: DetectedFace): number {
  return (right - left) * (bottom - top);
}
