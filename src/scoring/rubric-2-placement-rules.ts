import type { Face } from '../measurement/faces/faces.type.js';
import { OverlayKind } from '../measurement/overlay-kind.js';
import { widthInFrame } from '../measurement/player-frame.js';
import type { Region } from '../measurement/region.type.js';
import { overlapShare } from '../measurement/region-overlap.js';
import { Comparison, type MeasuredPicture, type Rule } from './rubric.js';
import { mayHaveText, messageLines } from './text-lines.js';
import { larger, named } from './wording.js';

const FACE_HEIGHT = 30;

function badge({ measurements }: MeasuredPicture): Region | null {
  const overlays = measurements.overlays?.overlays ?? [];
  return overlays.find(({ kind }) => kind === OverlayKind.DURATION_BADGE)?.region ?? null;
}

/** Which of these the badge covers most, and how much of it; null where something was not measured. */
function mostCovered<T extends { readonly region: Region }>(
  picture: MeasuredPicture,
  things: readonly T[] | null | undefined,
): { thing: T | null; share: number } | null {
  if (!things || !picture.measurements.overlays) return null;
  const cover = badge(picture);
  return things.reduce<{ thing: T | null; share: number }>(
    (most, thing) => {
      const share = cover ? overlapShare(thing.region, cover) : 0;
      return share > most.share ? { thing, share } : most;
    },
    { thing: null, share: 0 },
  );
}

const coveredLine = (picture: MeasuredPicture) =>
  mostCovered(picture, picture.measurements.text && messageLines(picture));
const coveredFace = (picture: MeasuredPicture) => mostCovered(picture, picture.measurements.faces?.faces);

const largestFace = ({ measurements }: MeasuredPicture): Face | null => measurements.faces?.faces[0] ?? null;

/** True also where faces could not be measured: then that is what is said. */
function mayHaveFaces({ measurements }: MeasuredPicture): boolean {
  return (measurements.faces?.count ?? 1) > 0;
}

/** Height of a face in pixels where the picture's frame is 168 wide. */
function heightInSidebar(face: Face, { original }: MeasuredPicture): number {
  const shownHeight = (widthInFrame(original, 168) * original.height) / original.width;
  return Math.round(face.region.height * shownHeight * 10) / 10;
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** Whether what matters lies where it is seen, and faces are large enough to feel with. */
export const placementRules2: readonly Rule[] = [
  {
    rule: 'subjectPlace',
    criterion: 'composition',
    label: 'Place of the subject',
    family: 'saliency',
    measured: ({ measurements }) => {
      const { thirdsDistance, centreDistance } = measurements.saliency ?? {};
      return thirdsDistance == null || centreDistance == null
        ? null
        : Math.min(thirdsDistance, centreDistance);
    },
    comparison: Comparison.AT_MOST,
    limit: 0.12,
    worst: 0.3,
    unit: 'of the diagonal',
    cost: 50,
    reason:
      'Our heuristic: the centre and the crossings of the thirds leave no other place in the inner picture.',
    message: () => 'What draws the eye most lies at the rim of the picture.',
    suggestion: () =>
      'Move the subject to the centre or to a crossing of the thirds, or crop closer around it.',
    region: ({ measurements }) => measurements.saliency?.subject ?? null,
  },
  {
    rule: 'textUnderBadge',
    criterion: 'composition',
    label: 'Words clear of the duration',
    family: 'overlays',
    applies: mayHaveText,
    measured: (picture) => coveredLine(picture)?.share ?? null,
    comparison: Comparison.AT_MOST,
    limit: 0.02,
    worst: 0.3,
    unit: '',
    cost: 60,
    reason: 'YouTube draws the duration over the bottom right corner; how much of it is our heuristic.',
    message: (value, picture) =>
      `The duration covers ${percent(value)} of ${named(coveredLine(picture)?.thing ?? null)}.`,
    suggestion: () => 'Move the words up or to the left, out of the bottom right corner.',
    region: (picture) => coveredLine(picture)?.thing?.region ?? null,
  },
  {
    rule: 'faceUnderBadge',
    criterion: 'composition',
    label: 'Faces clear of the duration',
    family: 'overlays',
    applies: mayHaveFaces,
    measured: (picture) => coveredFace(picture)?.share ?? null,
    comparison: Comparison.AT_MOST,
    limit: 0.02,
    worst: 0.3,
    unit: '',
    cost: 60,
    reason: 'YouTube draws the duration over the bottom right corner; how much of it is our heuristic.',
    message: (value) => `The duration covers ${percent(value)} of a face.`,
    suggestion: () => 'Move the face up or to the left, out of the bottom right corner.',
    region: (picture) => coveredFace(picture)?.thing?.region ?? null,
  },
  {
    rule: 'subjectUnderBadge',
    criterion: 'composition',
    label: 'Subject clear of the duration',
    family: 'overlays',
    measured: ({ measurements }) =>
      measurements.overlays?.overlays.find(({ kind }) => kind === OverlayKind.DURATION_BADGE)
        ?.saliencyCovered ?? null,
    comparison: Comparison.AT_MOST,
    limit: 0.06,
    worst: 0.25,
    unit: '',
    cost: 50,
    reason: 'YouTube draws the duration over the bottom right corner; how much of it is our heuristic.',
    message: (value) => `The duration covers ${percent(value)} of what draws the eye.`,
    suggestion: () => 'Keep the bottom right corner free of anything that matters.',
    region: badge,
  },
  {
    rule: 'facesCutOff',
    criterion: 'composition',
    label: 'Whole faces',
    family: 'faces',
    applies: mayHaveFaces,
    measured: ({ measurements }) => {
      const { faces } = measurements.faces ?? {};
      if (!faces) return null;
      const area = (some: readonly Face[]) => some.reduce((sum, { areaShare }) => sum + areaShare, 0);
      const all = area(faces);
      return all > 0 ? Math.round((area(faces.filter(({ cutOff }) => cutOff)) / all) * 1e4) / 1e4 : 0;
    },
    comparison: Comparison.AT_MOST,
    limit: 0.1,
    worst: 1,
    unit: '',
    cost: 30,
    reason: 'Our heuristic: a face that runs out of the picture looks like a chance frame of the video.',
    message: (value) => `An edge of the picture cuts off ${percent(value)} of the faces, by their size.`,
    suggestion: () => 'Leave some room around the face.',
    region: ({ measurements }) => measurements.faces?.faces.find(({ cutOff }) => cutOff)?.region ?? null,
  },
  {
    rule: 'faceHeight',
    criterion: 'emotion',
    label: 'Size of the face',
    family: 'faces',
    applies: mayHaveFaces,
    measured: (picture) => {
      const face = largestFace(picture);
      return face ? heightInSidebar(face, picture) : null;
    },
    comparison: Comparison.AT_LEAST,
    limit: FACE_HEIGHT,
    worst: 10,
    unit: 'px',
    cost: 60,
    reason:
      'Du & Martinez 2011: expressions are told apart well down to faces of 20×30 pixels, and below only some of them.',
    message: (value) =>
      `The largest face is ${Math.floor(value)} px high at 168 px wide; from ${FACE_HEIGHT} an expression can be read.`,
    suggestion: (value) => `Show the face ${larger(FACE_HEIGHT / value)}.`,
    region: (picture) => largestFace(picture)?.region ?? null,
  },
];
