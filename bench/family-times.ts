import type { CanonicalImage, OriginalPicture } from '../src/image/canonical-image.js';
import { measureClutter } from '../src/measurement/clutter.js';
import { measureColour } from '../src/measurement/colour.js';
import { measureCompression } from '../src/measurement/compression.js';
import { measureFaces } from '../src/measurement/faces/measure-faces.js';
import { measureFocus } from '../src/measurement/focus.js';
import { measureFrame } from '../src/measurement/frame.js';
import { measureGrain } from '../src/measurement/grain.js';
import { measureLight } from '../src/measurement/light.js';
import { lumaPlane } from '../src/measurement/luma-plane.js';
import { measureOverlays, type OverlayRegions } from '../src/measurement/overlays.js';
import { measureSaliency } from '../src/measurement/saliency/measure-saliency.js';
import { measureSmallSizes } from '../src/measurement/small-sizes.js';
import { measureText } from '../src/measurement/text/measure-text.js';
import { median } from './median.js';

const ROUNDS = 5;

interface BenchImage {
  readonly image: CanonicalImage;
  readonly original: OriginalPicture;
}

/** Median milliseconds of each family by itself, one picture after another; the first round warms up. */
export async function familyTimes(
  images: readonly BenchImage[],
  regions: OverlayRegions,
): Promise<[family: string, ms: number][]> {
  const samples = new Map<string, number[]>();
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { image, original } of images) {
      const time = async <T>(family: string, work: () => T): Promise<Awaited<T>> => {
        const begin = performance.now();
        const result = await work();
        const times = samples.get(family) ?? [];
        samples.set(family, times);
        if (round > 0) times.push(performance.now() - begin);
        return result;
      };
      await time('frame', () => measureFrame(original));
      const luma = await time('(luma, for the next ones)', () => lumaPlane(image));
      const light = await time('light', () => measureLight(image, luma));
      await time('colour', () => measureColour(image));
      const focus = await time('focus', () => measureFocus(luma));
      await time('clutter', () => measureClutter(luma, focus.sharpness, light.rmsContrast));
      await time('compression', () => measureCompression(luma));
      await time('grain', () => measureGrain(luma));
      const saliency = await time('saliency', () => measureSaliency(image));
      await time('smallSizes', () => measureSmallSizes(image, saliency.map));
      const text = await time('text', () => measureText(image));
      const faces = await time('faces', () => measureFaces(image));
      await time('overlays', () => measureOverlays(image, regions, { saliency: saliency.map, text, faces }));
    }
  }
  return [...samples].map(([family, times]) => [family, median(times)]);
}
