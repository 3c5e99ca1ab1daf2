import type { Rubric } from '../../src/scoring/rubric.js';
import type { Scorable } from '../../src/scoring/scorecard.js';
import { originalPicture } from '../support/draw-raster.js';

/** Nothing measured and nothing judged; what a test needs is put over it. */
export const unscored: Scorable = {
  original: originalPicture(),
  measurements: {
    frame: null,
    light: null,
    colour: null,
    focus: null,
    clutter: null,
    compression: null,
    grain: null,
    text: null,
    faces: null,
    saliency: null,
    smallSizes: null,
    overlays: null,
  },
  judged: null,
  hasTitle: true,
};

/** The rubric with the values given by rule, so that each can be moved on its own; null where none is given. */
export function withValues(rubric: Rubric, values: Readonly<Record<string, number | null>>): Rubric {
  const rules = rubric.rules.map((rule) => ({ ...rule, measured: () => values[rule.rule] ?? null }));
  return { ...rubric, rules };
}
