import type { Measurements } from '../../src/measurement/measurements.type.js';
import type { Criterion } from '../../src/scoring/rubric.js';
import { originalPicture } from './draw-raster.js';
import { badgeAt, facesOf, textOf } from './found.js';
import { GoldenDice } from './golden-dice.js';
import type { StoredPicture } from './golden-pictures.js';

const CORNER = { x: 0.86, y: 0.86, width: 0.12, height: 0.11 };
const NOTHING = Object.fromEntries(
  Object.keys(new GoldenDice(0).measurements()).map((family) => [family, null]),
) as unknown as Measurements;

const LONG = 'fourty letters, counted one after another';

/** Measurements where rules begin, end, and change their words. */
const edges: Readonly<Record<string, Partial<Measurements>>> = {
  'lines at half of the main height': {
    text: textOf(
      { text: 'MAIN', height: 100 },
      { text: 'just half of it', height: 50, contrastRatio: 3 },
      { text: 'a hair below half of it', height: 49.9, contrastRatio: 2 },
      { text: 'six letters more that are no part of it', height: 20, contrastRatio: 1.5 },
    ),
  },
  'eight words': { text: textOf({ text: 'one two three four five six seven eight', height: 89 }) },
  'seven words, a little too low': {
    text: textOf({ text: 'one two three four five six seven', height: 91 }),
  },
  'a line of forty letters': { text: textOf({ text: LONG.slice(0, 40), height: 60 }) },
  'a line of forty-one letters': { text: textOf({ text: LONG.slice(0, 40).concat('x'), height: 50 }) },
  'letters beyond the first plane': { text: textOf({ text: '😀'.repeat(45), height: 40 }) },
  'small print at its size': {
    text: textOf(
      { text: 'TITLE', height: 200 },
      { text: 'a b c d e f g h i', height: 35.5 },
      { text: 'exactly ten pixels', height: (10 * 1280) / 360 },
    ),
  },
  'contrasts of the words': {
    text: textOf(
      { text: 'FAINT', height: 200, contrastRatio: 4.49 },
      { text: null, height: 150, contrastRatio: null },
    ),
  },
  'no writing and no face': { text: textOf(), faces: facesOf() },
  'no writing, text not measured': { faces: facesOf({ x: 0.3, y: 0.3, width: 0.2, height: 0.3174 }) },
  'words and a face a little under the badge': {
    text: textOf({ text: 'PART 2', height: 100, region: { x: 0.5, y: 0.85, width: 0.38, height: 0.1 } }),
    faces: facesOf({ x: 0.6, y: 0.5, width: 0.29, height: 0.4 }, { x: 0, y: 0.1, width: 0.1, height: 0.1 }),
    overlays: badgeAt(CORNER, 0.07),
  },
  'two lines and two faces that are equal': {
    text: textOf(
      { text: 'FIRST', height: 60, contrastRatio: 3, region: CORNER },
      { text: 'SECOND', height: 60, contrastRatio: 3, region: CORNER },
    ),
    faces: facesOf(CORNER, { ...CORNER, width: 0.06 }),
    overlays: badgeAt(CORNER),
  },
  // 100 × (33 − 32.835) ÷ 33 is half a point, but for the last digit of a double.
  'hardly worth telling': { colour: { colourfulness: 32.835, palette: [] } },
  'a badge on black bars': {
    text: textOf({ text: 'PART 2', height: 100, region: CORNER }),
    overlays: { overlays: [{ ...badgeAt(CORNER).overlays[0]!, region: null }] },
  },
  'a subject between centre and thirds': {
    saliency: { ...new GoldenDice(5).measurements().saliency!, thirdsDistance: 0.2, centreDistance: 0.121 },
  },
};

/** Shares of the way from a limit to the worst: kept, not worth telling, and around each severity. */
const EXTENTS = [0, 0.004, 0.1, 0.199, 0.2, 0.34, 0.5, 0.75, 1, 1.5];

/** Every plain number that far on its way. */
function graded(extent: number): Partial<Measurements> {
  const at = (limit: number, worst: number) => limit + (worst - limit) * extent;
  return {
    light: {
      meanLuminance: at(0.06, 0.01),
      rmsContrast: at(0.24, 0.06),
      clippedShadows: at(0.35, 0.85),
      clippedHighlights: at(0.4, 0.95),
    },
    colour: { colourfulness: at(33, 0), palette: [{ hex: '#102030', share: at(0.85, 1) }] },
    focus: { sharpness: at(0.45, 0.2) },
    clutter: { edgeDensity: at(0.12, 0.36), withheld: null },
    compression: { blockiness: at(0.08, 0.4) },
    grain: { noise: at(8, 30) },
    saliency: {
      ...new GoldenDice(3).measurements().saliency!,
      concentration: at(0.4, 0.15),
      peaks: at(5, 10),
      thirdsDistance: at(0.12, 0.3),
      centreDistance: at(0.12, 0.3),
      lightnessSeparation: at(10, 1),
      colourSeparation: at(10, 2),
    },
    smallSizes: { sizes: [{ width: 120, height: 68, subjectSimilarity: 1, subjectEdges: at(0.3, 0.05) }] },
    overlays: badgeAt(CORNER, at(0.06, 0.25)),
    text: textOf({ text: 'TODAY', height: (at(12, 4) * 1280) / 168, contrastRatio: at(4.5, 1.3) }),
    faces: facesOf({ x: 0.4, y: 0.2, width: 0.1, height: at(30, 10) / 94.5 }),
  };
}

export function edgePictures(criteria: readonly Criterion[]): StoredPicture[] {
  const original = originalPicture();
  const unjudged = { original, judged: null, hasTitle: true, passes: [] };
  const all: Partial<Measurements> = new GoldenDice(7).measurements();
  const firstVersion = Object.fromEntries(
    Object.entries(all)
      .filter(([, family]) => family !== null)
      .slice(0, 5),
  );
  const judgedAs = (score: number) =>
    Object.fromEntries(criteria.map(({ criterion }) => [criterion, { score, reason: 'Said by a model.' }]));
  const picture = (name: string, found: Partial<Measurements>): StoredPicture => ({
    ...unjudged,
    name,
    measurements: { ...NOTHING, ...found },
  });
  return [
    picture('nothing measured', {}),
    { ...picture('judged only', {}), judged: judgedAs(64.5) },
    { ...picture('judged beyond the scale', graded(0.3)), judged: judgedAs(130), hasTitle: false },
    // What was stored before a family was known has no such field at all.
    { ...unjudged, name: 'families that are absent', measurements: firstVersion as unknown as Measurements },
    ...EXTENTS.map((extent) => picture(`${extent} of the way to the worst`, graded(extent))),
    ...EXTENTS.slice(2).map((extent) => ({
      ...picture(`judged, ${extent} of the way to the worst`, graded(extent)),
      judged: judgedAs(50),
    })),
    picture('few edges', { clutter: { edgeDensity: 0.01, withheld: null }, focus: { sharpness: 0.39 } }),
    ...Object.entries(edges).map(([name, found]) => picture(name, found)),
    ...files.map(([name, changes]) => ({ ...picture(name, {}), original: originalPicture(changes) })),
  ];
}

const files: readonly (readonly [string, Parameters<typeof originalPicture>[0]])[] = [
  ['a square', { width: 720, height: 720 }],
  ['nearly 16:9', { width: 1280, height: 713 }],
  ['a small file', { width: 639, height: 359 }],
  ['1279 wide', { width: 1279, height: 719 }],
  ['webp', { format: 'webp' }],
  ['gif of two frames', { format: 'gif', frames: 2 }],
  ['2.01 MB', { format: 'png', bytes: 2_107_638 }],
  ['2.25 MB', { bytes: 2_359_296 }],
  ['50.5 MB', { bytes: 52_953_088 }],
];
