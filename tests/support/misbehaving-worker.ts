import type { Raster } from '../../src/image/canonical-image.js';
import * as measuring from '../../src/measurement/measuring-worker.js';

/** How saliency goes wrong, by the first byte of the picture; on every other picture it goes well. */
export const Misbehaviour = { THROWS: 201, EXITS: 202, HANGS: 203 } as const;

export const { pixels, smallSizes, text, faces } = measuring;

/** The worker of the server, but for pictures that ask for trouble. */
export function saliency(task: Parameters<typeof measuring.saliency>[0]) {
  const { input }: { readonly input: Raster } = task;
  switch (input.pixels[0]) {
    case Misbehaviour.THROWS:
      throw new Error('a secret of the inside');
    case Misbehaviour.EXITS:
      return process.exit(1);
    case Misbehaviour.HANGS:
      for (;;);
    default:
      return measuring.saliency(task);
  }
}
