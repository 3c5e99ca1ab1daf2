import type { OriginalPicture, PictureFormat } from '../image/canonical-image.js';
import type { Compliance, ComplianceCheck } from './compliance.type.js';

const YOUTUBE_HELP = 'https://support.google.com/youtube/answer/72431';
// YouTube counts in binary megabytes: its uploader takes a file of 2,097,152 bytes for 2 MB.
const MEGABYTE = 1024 ** 2;
const PHONE_MEGABYTES = 2;
const DESKTOP_MEGABYTES = 50;
const RECOMMENDED_WIDTH = 1280;
const RECOMMENDED_HEIGHT = 720;
const MINIMUM_WIDTH = 640;
const ASPECT_RATIO = 16 / 9;
// One pixel in a hundred: 854×480 is meant to be 16:9, and no eye sees the bar.
const ASPECT_TOLERANCE = 0.01;
const FORMATS: readonly PictureFormat[] = ['jpeg', 'png', 'gif'];

/** YouTube's own rules, applied to the file as it was sent. */
export function checkCompliance(original: OriginalPicture): Compliance {
  const checks = rules.map(({ passes, value, ...rule }): ComplianceCheck => {
    return { ...rule, passed: passes(original), value: value(original), source: YOUTUBE_HELP };
  });
  return { passed: checks.every(({ passed, required }) => passed || !required), checks };
}

interface ComplianceRule extends Pick<ComplianceCheck, 'rule' | 'label' | 'required' | 'limit'> {
  readonly passes: (original: OriginalPicture) => boolean;
  readonly value: (original: OriginalPicture) => string;
}

const rules: readonly ComplianceRule[] = [
  {
    rule: 'aspectRatio',
    label: 'The picture is 16:9; anything else gets black bars.',
    required: true,
    limit: '16:9 (1.778)',
    passes: ({ width, height }) => Math.abs(width / height / ASPECT_RATIO - 1) <= ASPECT_TOLERANCE,
    value: ({ width, height }) => (width / height).toFixed(3),
  },
  {
    rule: 'minimumWidth',
    label: 'The picture is wide enough to be accepted.',
    required: true,
    limit: `at least ${MINIMUM_WIDTH} pixels`,
    passes: ({ width }) => width >= MINIMUM_WIDTH,
    value: ({ width }) => `${width} pixels`,
  },
  {
    rule: 'recommendedSize',
    label: 'The picture has the recommended size, so that a television need not enlarge it.',
    required: false,
    limit: `${RECOMMENDED_WIDTH}×${RECOMMENDED_HEIGHT} pixels or more`,
    passes: ({ width, height }) => width >= RECOMMENDED_WIDTH && height >= RECOMMENDED_HEIGHT,
    value: ({ width, height }) => `${width}×${height} pixels`,
  },
  {
    rule: 'format',
    label: 'The file has a format that YouTube lists.',
    required: true,
    limit: 'JPG, PNG or GIF',
    passes: ({ format }) => FORMATS.includes(format),
    value: ({ format }) => format.toUpperCase(),
  },
  {
    rule: 'phoneFileSize',
    label: 'The file can be uploaded from a phone.',
    required: false,
    limit: `at most ${PHONE_MEGABYTES} MB`,
    passes: ({ bytes }) => bytes <= PHONE_MEGABYTES * MEGABYTE,
    value: ({ bytes }) => megabytes(bytes),
  },
  {
    rule: 'desktopFileSize',
    label: 'The file can be uploaded from a desktop computer.',
    required: true,
    limit: `at most ${DESKTOP_MEGABYTES} MB`,
    passes: ({ bytes }) => bytes <= DESKTOP_MEGABYTES * MEGABYTE,
    value: ({ bytes }) => megabytes(bytes),
  },
  {
    rule: 'still',
    label: 'The picture does not move: YouTube shows a still.',
    required: false,
    limit: '1 frame',
    passes: ({ frames }) => frames === 1,
    value: ({ frames }) => (frames === 1 ? '1 frame' : `${frames} frames`),
  },
];

function megabytes(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(2)} MB`;
}
