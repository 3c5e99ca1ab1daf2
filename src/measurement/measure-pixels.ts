import type { Raster } from '../image/canonical-image.js';
import { measureClutter } from './clutter.js';
import { measureColour } from './colour.js';
import { measureCompression } from './compression.js';
import { measureFocus } from './focus.js';
import { measureGrain } from './grain.js';
import { measureLight } from './light.js';
import { lumaPlane } from './luma-plane.js';
import type { Measurements } from './measurements.type.js';

/** The families that are so quick that one task measures them all. */
export const PIXEL_FAMILIES = ['light', 'colour', 'focus', 'clutter', 'compression', 'grain'] as const;
export type PixelFamily = (typeof PIXEL_FAMILIES)[number];

/** What was measured, and what went wrong with the families that are null. */
export interface MeasuredPixels {
  readonly measurements: Pick<Measurements, PixelFamily>;
  readonly failures: readonly { readonly family: PixelFamily; readonly error: unknown }[];
}

/** The quick families over one picture; one that fails is null, and the others go on. */
export function measurePixels(image: Raster): MeasuredPixels {
  const failures: { family: PixelFamily; error: unknown }[] = [];
  const attempt = <T>(family: PixelFamily, work: () => T): T | null => {
    try {
      return work();
    } catch (error) {
      failures.push({ family, error });
      return null;
    }
  };
  const luma = lumaPlane(image);
  const light = attempt('light', () => measureLight(image, luma));
  const colour = attempt('colour', () => measureColour(image));
  const focus = attempt('focus', () => measureFocus(luma));
  const compression = attempt('compression', () => measureCompression(luma));
  const grain = attempt('grain', () => measureGrain(luma));
  const clutter = attempt('clutter', () => {
    if (!focus || !light) throw new Error('clutter needs sharpness and contrast');
    return measureClutter(luma, focus.sharpness, light.rmsContrast);
  });
  return { measurements: { light, colour, focus, clutter, compression, grain }, failures };
}
