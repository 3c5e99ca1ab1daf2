import { z } from 'zod';
import type { Region } from '../measurement/region.type.js';

/** What a model may be off at an edge before its region counts as nonsense: coordinates by eye are no better. */
const OVERSHOOT = 0.02;

const notAFraction = { error: 'must be a fraction from 0 to 1' };
const fraction = z
  .number()
  .min(-OVERSHOOT, notAFraction)
  .max(1 + OVERSHOOT, notAFraction);

/** Where in the picture a model saw what it says; null where that concerns all of it. Small overshoots are clipped. */
export const replyRegion = z
  .strictObject({ x: fraction, y: fraction, width: fraction, height: fraction })
  .refine(({ x, width }) => x + width <= 1 + OVERSHOOT, {
    error: 'x and width must not add up to more than 1',
  })
  .refine(({ y, height }) => y + height <= 1 + OVERSHOOT, {
    error: 'y and height must not add up to more than 1',
  })
  .transform(clip)
  .refine(({ width, height }) => width > 0 && height > 0, { error: 'width and height must be above 0' })
  // A model in JSON mode leaves out what it has nothing to say about.
  .nullish()
  .transform((region) => region ?? null);

function clip({ x, y, width, height }: Region): Region {
  const [left, right] = [within(x), within(x + width)];
  const [top, bottom] = [within(y), within(y + height)];
  return { x: left, y: top, width: rounded(right - left), height: rounded(bottom - top) };
}

const within = (value: number) => rounded(Math.min(1, Math.max(0, value)));

/** To a thousandth, about one pixel of the picture that the model saw. */
const rounded = (value: number) => Math.round(value * 1000) / 1000;
