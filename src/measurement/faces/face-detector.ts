import { createRequire } from 'node:module';
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import pLimit from 'p-limit';
import type { Raster } from '../../image/canonical-image.js';
import { loadModel } from '../onnx-model.js';
import { type DetectedFace, faceCandidates } from './face-candidates.js';
import { letterbox } from './letterbox.js';

// Side of the square that the network takes, in pixels.
const SIDE = 640;

// We use only the weights of the package: its own detector makes five megabytes of garbage with every picture, which
// a thread keeps many times over before it collects any.
const modelPath = createRequire(import.meta.url).resolve('retinaface/mnet.25_v2.onnx');

// Made once for a thread, and so of use to one picture at a time.
const planes = new Float32Array(3 * SIDE * SIDE);
const oneAtATime = pLimit(1);
let loading: Promise<InferenceSession> | undefined;

/** Every face of which the detector is at least that sure, 0–1; in pixels of the picture, the surest first. */
export function detectFaces(image: Raster, confidence: number): Promise<DetectedFace[]> {
  return oneAtATime(async () => {
    const model = await loadedModel();
    const scale = letterbox(image, planes, SIDE);
    const answer = await model.run({ data: new Tensor('float32', planes, [1, 3, SIDE, SIDE]) });
    return faceCandidates(answer, confidence).map((face) => ({
      left: face.left / scale,
      top: face.top / scale,
      right: face.right / scale,
      bottom: face.bottom / scale,
      confidence: face.confidence,
    }));
  });
}

/** Loaded when the first picture needs it; a failure is tried again with the next picture. */
function loadedModel(): Promise<InferenceSession> {
  loading ??= loadModel(modelPath).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
