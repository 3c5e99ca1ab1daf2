import type { PictureFormat } from '../image/canonical-image.js';
import { Comparison, type Rule } from './rubric.js';

const PLAYER = 16 / 9;
const RECOMMENDED_WIDTH = 1280;
const MEGABYTE = 1024 ** 2;
const LISTED_FORMATS: readonly PictureFormat[] = ['jpeg', 'png', 'gif'];

/** Share of a 16:9 player that stays black beside or above a picture of this shape. */
function blackBars({ width, height }: { width: number; height: number }): number {
  const shape = width / height;
  const share = 1 - Math.min(shape / PLAYER, PLAYER / shape);
  return Math.round(share * 1e4) / 1e4;
}

/** What the original file decides. */
export const fileRules1: readonly Rule[] = [
  {
    rule: 'enlargement',
    criterion: 'technical',
    label: 'Enough pixels',
    family: 'frame',
    measured: ({ original }) => Math.round((RECOMMENDED_WIDTH / original.width) * 100) / 100,
    comparison: Comparison.AT_MOST,
    limit: 1,
    worst: 4,
    unit: '×',
    cost: 100,
    reason: 'YouTube recommends a width of 1280 pixels; less is enlarged on computers and televisions.',
    message: (value) => `At 1280 pixels wide the picture is enlarged ${value.toFixed(1)} times.`,
    suggestion: () => 'Export at 1280×720 or 1920×1080 from the original.',
  },
  {
    rule: 'blackBars',
    criterion: 'compliance',
    label: 'Shape 16:9',
    family: 'frame',
    measured: ({ original }) => blackBars(original),
    comparison: Comparison.AT_MOST,
    limit: 0.01,
    worst: 0.35,
    unit: '',
    cost: 100,
    reason: 'YouTube shows thumbnails at 16:9; a square loses almost half of it to black bars.',
    message: (value) => `The picture is not 16:9: ${Math.round(value * 100)} % of the frame stays black.`,
    suggestion: () => 'Crop or extend the picture to 16:9, such as 1280×720.',
  },
  {
    rule: 'minimumWidth',
    criterion: 'compliance',
    label: 'Minimum width',
    family: 'frame',
    measured: ({ original }) => original.width,
    comparison: Comparison.AT_LEAST,
    limit: 640,
    worst: 320,
    unit: 'px',
    cost: 70,
    reason: 'YouTube asks for at least 640 pixels.',
    message: (value) => `The picture is ${value} pixels wide; YouTube asks for at least 640.`,
    suggestion: () => 'Export at 1280×720.',
  },
  {
    rule: 'format',
    criterion: 'compliance',
    label: 'Listed format',
    family: 'frame',
    measured: ({ original }) => (LISTED_FORMATS.includes(original.format) ? 1 : 0),
    comparison: Comparison.AT_LEAST,
    limit: 1,
    worst: 0,
    unit: '',
    cost: 30,
    reason: 'YouTube lists JPG, PNG and GIF.',
    message: () => 'YouTube does not list this file format.',
    suggestion: () => 'Save the picture as JPG or PNG.',
  },
  {
    rule: 'phoneFileSize',
    criterion: 'compliance',
    label: 'Size for phones',
    family: 'frame',
    measured: ({ original }) => megabytes(original.bytes),
    comparison: Comparison.AT_MOST,
    limit: 2,
    worst: 2.5,
    unit: 'MB',
    cost: 15,
    reason: 'YouTube takes at most 2 MB from its mobile app.',
    message: (value) => `The file has ${value} MB; from a phone YouTube takes at most 2.`,
    suggestion: () => 'Save as JPEG with quality 85 to 90, or upload from a computer.',
  },
  {
    rule: 'desktopFileSize',
    criterion: 'compliance',
    label: 'Size for desktops',
    family: 'frame',
    measured: ({ original }) => megabytes(original.bytes),
    comparison: Comparison.AT_MOST,
    limit: 50,
    worst: 51,
    unit: 'MB',
    cost: 80,
    reason: 'YouTube takes at most 50 MB from a desktop computer.',
    message: (value) => `The file has ${value} MB; YouTube takes at most 50.`,
    suggestion: () => 'Save as JPEG with quality 85 to 90.',
  },
  {
    rule: 'still',
    criterion: 'compliance',
    label: 'A still',
    family: 'frame',
    measured: ({ original }) => original.frames,
    comparison: Comparison.AT_MOST,
    limit: 1,
    worst: 2,
    unit: 'frames',
    cost: 15,
    reason: 'YouTube shows a still, whatever the file does.',
    message: (value) => `The file has ${value} frames; YouTube shows only a still.`,
    suggestion: () => 'Export the best frame as JPG or PNG.',
  },
];

function megabytes(bytes: number): number {
  return Math.round((bytes / MEGABYTE) * 100) / 100;
}
