import type { Raster } from '../../src/image/canonical-image.js';
import type { TextMeasurement } from '../../src/measurement/text/text.type.js';
import { startWorkerPool } from './start-measurer.js';

/** Measures writing in a real thread: the networks' runtime does not know the arrays of a test's sandbox. */
export function startTextReader(): { read(image: Raster): Promise<TextMeasurement>; stop(): Promise<void> } {
  const pool = startWorkerPool();
  return { read: (image) => pool.run('text', image), stop: () => pool.stop() };
}
