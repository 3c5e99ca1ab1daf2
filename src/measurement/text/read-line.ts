import { Tensor } from 'onnxruntime-node';
import type { Raster } from '../../image/canonical-image.js';
import { cropLine } from './crop-line.js';
import { type Character, decode } from './decode-line.js';
import { withPriceSigns } from './price-signs.js';
import type { RotatedBox } from './rotated-box.js';
import type { TextModels } from './text-models.js';

// What the reader was trained on.
const HEIGHT = 48;
// Few different widths keep few buffers in the memory of the runtime.
const WIDTH_STEP = 32;
const LONGEST = 1600;

/** Reads one line, from left to right. */
export async function readLine(models: TextModels, picture: Raster, box: RotatedBox): Promise<Character[]> {
  const natural = (HEIGHT * box.width) / box.height;
  const width = Math.min(LONGEST, Math.max(1, Math.round(natural / WIDTH_STEP)) * WIDTH_STEP);
  const crop = cropLine(picture, box, width, HEIGHT);
  const input = new Tensor('float32', planes(crop), [1, 3, HEIGHT, width]);
  const outputs = await models.reader.run({ [models.reader.inputNames[0] ?? '']: input });
  const output = outputs[models.reader.outputNames[0] ?? ''];
  if (!(output?.data instanceof Float32Array)) {
    throw new Error('Expected the text reader to answer with numbers');
  }
  return withPriceSigns(decode(output.data, models.alphabet));
}

/** Planes of blue, green and red, -1 to 1. */
function planes({ pixels, width, height }: Raster): Float32Array {
  const plane = width * height;
  const values = new Float32Array(3 * plane);
  for (let i = 0, from = 0; i < plane; i++, from += 3) {
    values[i] = (pixels[from + 2] ?? 0) / 127.5 - 1;
    values[i + plane] = (pixels[from + 1] ?? 0) / 127.5 - 1;
    values[i + 2 * plane] = (pixels[from] ?? 0) / 127.5 - 1;
  }
  return values;
}
