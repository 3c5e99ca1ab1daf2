import type { CanonicalImage, OriginalPicture } from '../image/canonical-image.js';
import { measureClutter } from './clutter.js';
import { measureColour } from './colour.js';
import { measureCompression } from './compression.js';
import { measureFocus } from './focus.js';
import { measureFrame } from './frame.js';
import { measureGrain } from './grain.js';
import { measureLight } from './light.js';
import { lumaPlane } from './luma-plane.js';
import type { Measurements } from './measurements.type.js';

/** Stored with every analysis; raised whenever the same pixels could measure differently. */
export const MEASUREMENT_VERSION = '1';

export interface Measured {
  readonly measurements: Measurements;
  readonly unmeasured: readonly Unmeasured[];
}

/** A family that has no numbers, and why; the reason is safe to show. */
export interface Unmeasured {
  readonly family: keyof Measurements;
  readonly reason: string;
}

/** Every family over one picture; one that fails is null and listed, and the others go on. */
export function measure(image: CanonicalImage, original: OriginalPicture): Measured {
  const unmeasured: Unmeasured[] = [];
  const attempt = <T>(family: keyof Measurements, work: () => T): T | null => {
    try {
      return work();
    } catch {
      unmeasured.push({ family, reason: 'This measurement failed on this picture.' });
      return null;
    }
  };
  const luma = lumaPlane(image);
  const frame = attempt('frame', () => measureFrame(original));
  const light = attempt('light', () => measureLight(image, luma));
  const colour = attempt('colour', () => measureColour(image));
  const focus = attempt('focus', () => measureFocus(luma));
  const compression = attempt('compression', () => measureCompression(luma));
  const grain = attempt('grain', () => measureGrain(luma));
  const clutter = attempt('clutter', () => {
    if (!focus || !light) throw new Error('clutter needs sharpness and contrast');
    return measureClutter(luma, focus.sharpness, light.rmsContrast);
  });
  return { measurements: { frame, light, colour, focus, clutter, compression, grain }, unmeasured };
}
