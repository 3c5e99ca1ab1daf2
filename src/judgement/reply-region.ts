import { z } from 'zod';
import type { Region } from '../measurement/region.type.js';

/** What a model may be off at an edge before its region counts as nonsense: coordinates by eye are no better. */
const OVERSHOOT = 0.02;

const fraction = z
  .number()
  .min(-OVERSHOOT)
  .max(1 + OVERSHOOT);

/**
 * Where in the picture a model saw what it says; null where that concerns all of it. Small overshoots are clipped. A
 * region that is none of the picture is null as well: it decorates a reply that was paid for.
 */
export const replyRegion = z
  .object({ x: fraction, y: fraction, width: fraction, height: fraction })
  .refine(({ x, width }) => x + width <= 1 + OVERSHOOT)
  .refine(({ y, height }) => y + height <= 1 + OVERSHOOT)
  .transform(clip)
  .refine(({ width, height }) => width > 0 && height > 0)
  .nullable()
  .catch(null);

function clip({ x, y, width, height }: Region): Region {
  const [left, right] = [within(x), within(x + width)];
  const [top, bottom] = [within(y), within(y + height)];
  return { x: left, y: top, width: rounded(right - left), height: rounded(bottom - top) };
}

const within = (value: number) => rounded(Math.min(1, Math.max(0, value)));

/** To a thousandth, about one pixel of the picture that the model saw. */
const rounded = (value: number) => Math.round(value * 1000) / 1000;
