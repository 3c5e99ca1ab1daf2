/**
 * What the threads of the pool can do, by name. Every import here is loaded in every thread: neither the
 * schema nor sharp may be, since they would cost each of them time and memory.
 */
import type { Raster } from '../image/canonical-image.js';
import { measurePixels } from './measure-pixels.js';
import { type EndLock, holdEndLock } from './native-work.js';
import { measureSaliency } from './saliency/measure-saliency.js';
import type { SaliencyMap } from './saliency/saliency-map.js';
import { measureSmallSizes } from './small-sizes.js';

/** What a thread is given. */
export interface Task<Input> {
  readonly input: Input;
  readonly lock: EndLock;
}

export const pixels = task(measurePixels);
export const saliency = task(measureSaliency);
export const smallSizes = task(({ image, map }: SeenPicture) => measureSmallSizes(image, map));
// Loaded when they are first needed, and each for itself: where the runtime of the networks does not work, the other
// families do.
export const text = task(async (image: Raster) => {
  const { measureText } = await import('./text/measure-text.js');
  return measureText(image);
});
export const faces = task(async (image: Raster) => {
  const { measureFaces } = await import('./faces/measure-faces.js');
  return measureFaces(image);
});

/** A picture, and the saliency that was measured before. */
interface SeenPicture {
  readonly image: Raster;
  readonly map: SaliencyMap;
}

function task<Input, Output>(work: (input: Input) => Output): (task: Task<Input>) => Output {
  return ({ input, lock }) => {
    holdEndLock(lock);
    return work(input);
  };
}
