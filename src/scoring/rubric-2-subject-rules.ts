import type { SmallSize } from '../measurement/small-sizes.type.js';
import { Comparison, type MeasuredPicture, type Rule } from './rubric.js';

const subject = ({ measurements }: MeasuredPicture) => measurements.saliency?.subject ?? null;

function atSmallest({ measurements }: MeasuredPicture): SmallSize | null {
  return measurements.smallSizes?.sizes.at(-1) ?? null;
}

/** Whether one subject stands out, and holds where thumbnails are small. */
export const subjectRules2: readonly Rule[] = [
  {
    rule: 'concentration',
    criterion: 'focalPoint',
    label: 'One place to look',
    family: 'saliency',
    measured: ({ measurements }) => measurements.saliency?.concentration ?? null,
    comparison: Comparison.AT_LEAST,
    limit: 0.4,
    worst: 0.15,
    unit: '',
    cost: 60,
    reason:
      'Our heuristic on the Gini coefficient of saliency: noise measures about 0.2, one bold subject 0.5 and more.',
    message: (value) =>
      `Nothing stands out: what draws the eye is spread over the picture (${value.toFixed(2)}).`,
    suggestion: () => 'Make one thing larger, brighter or sharper than all else, and calm the rest.',
  },
  {
    rule: 'peaks',
    criterion: 'focalPoint',
    label: 'Few rivals',
    family: 'saliency',
    measured: ({ measurements }) => measurements.saliency?.peaks ?? null,
    comparison: Comparison.AT_MOST,
    limit: 5,
    worst: 10,
    unit: 'places',
    cost: 40,
    reason:
      'Our heuristic: about four things are held in one glance (Cowan 2001), and one place more may be part of one.',
    message: (value) => `${value} places compete for the eye.`,
    suggestion: () => 'Take things out until the subject and the words are the only places to look at.',
  },
  {
    rule: 'subjectColour',
    criterion: 'focalPoint',
    label: 'Subject off its ground',
    family: 'saliency',
    measured: ({ measurements }) => measurements.saliency?.colourSeparation ?? null,
    comparison: Comparison.AT_LEAST,
    limit: 10,
    worst: 2,
    unit: 'ΔE00',
    cost: 40,
    reason:
      'CIEDE2000: a difference of 2 is just seen side by side; ours asks for five times that at a glance.',
    message: (value) => `The subject differs from what surrounds it by only ${Math.floor(value)} ΔE00.`,
    suggestion: () => 'Change the colour behind the subject, or put a rim of light around it.',
    region: subject,
  },
  {
    rule: 'subjectSurvives',
    criterion: 'focalPoint',
    label: 'Holds when small',
    family: 'smallSizes',
    measured: (picture) => atSmallest(picture)?.subjectEdges ?? null,
    comparison: Comparison.AT_LEAST,
    limit: 0.3,
    worst: 0.05,
    unit: '',
    cost: 40,
    reason: 'Our heuristic: at 120 pixels bold shapes keep above 0.7 of their edges, fine detail below 0.3.',
    message: (value) => `At 120 px wide only ${Math.floor(value * 100)} % of the subject's edges are left.`,
    suggestion: () => 'Show the subject closer, with fewer and bolder shapes.',
    region: subject,
  },
  {
    rule: 'subjectLightness',
    criterion: 'contrast',
    label: 'Subject by light and dark',
    family: 'saliency',
    measured: ({ measurements }) => measurements.saliency?.lightnessSeparation ?? null,
    comparison: Comparison.AT_LEAST,
    limit: 10,
    worst: 1,
    unit: 'L*',
    cost: 15,
    reason:
      'Our heuristic on CIE L*: without a tenth of the way from black to white, a silhouette is lost. It costs little, ' +
      'since means hide a subject that is both light and dark.',
    message: (value) => `Subject and surroundings differ by only ${Math.floor(value)} of 100 in lightness.`,
    suggestion: () => 'Darken what lies behind a light subject, or lighten what lies behind a dark one.',
    region: subject,
  },
];
