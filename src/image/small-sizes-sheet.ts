import sharp from 'sharp';
import type { CanonicalImage } from './canonical-image.js';
import { fromRaster } from './encode.js';

/** A place on the sheet where the picture is seen at one of its real sizes; all in pixels. */
interface Slot {
  readonly x: number;
  readonly width: number;
  readonly height: number;
  /** Corner radius, as the site rounds it at that size. */
  readonly radius: number;
}

const MARGIN = 24;
const SLOTS: readonly Slot[] = [
  { x: MARGIN, width: 360, height: 202, radius: 12 },
  { x: 2 * MARGIN + 360, width: 168, height: 94, radius: 8 },
  { x: 3 * MARGIN + 360 + 168, width: 120, height: 68, radius: 8 },
];
const SHEET_WIDTH = 4 * MARGIN + 360 + 168 + 120;
const CAPTION_HEIGHT = 56;
const FEED_HEIGHT = 2 * MARGIN + 202 + CAPTION_HEIGHT;
/** Size of the sheet in pixels, the same for every picture. */
export const SHEET = { width: SHEET_WIDTH, height: 2 * FEED_HEIGHT } as const;

const FEEDS = [
  { ground: '#ffffff', caption: '#d9d9d9' },
  { ground: '#0f0f0f', caption: '#3d3d3d' },
] as const;

// The badge has the same size in pixels however small the thumbnail is: that is why it hides so much of a small one.
const BADGE = { width: 40, height: 18, margin: 6, radius: 4 } as const;
// 12:04 as strokes, 10 high, since text would need a font of the machine.
const DURATION =
  'M1 2 L3.2 .6 V9.4 M7.6 2.6 C7.6 -.2 12.4 -.2 12.4 2.8 C12.4 5 7.6 7.4 7.6 9.4 H12.6 ' +
  'M16 3 V3.1 M16 7.4 V7.5 ' +
  'M22 .6 C25.2 .6 25.2 9.4 22 9.4 C18.8 9.4 18.8 .6 22 .6 Z M31.4 9.4 V.8 L27.5 6.6 H32.8';

/** A picture at its real small sizes, in a mock of the light feed and below it of the dark one, as WebP. */
export async function renderSmallSizesSheet(image: CanonicalImage): Promise<Buffer> {
  const seen = await Promise.all(SLOTS.map((slot) => seenAt(image, slot)));
  const composites = FEEDS.flatMap((_, feed) =>
    SLOTS.map(({ x }, i) => ({ input: seen[i], left: x, top: feed * FEED_HEIGHT + MARGIN })),
  );
  return sharp(Buffer.from(ground())).composite(composites).webp({ quality: 90 }).toBuffer();
}

/** The picture in its frame at that size, between black bars where it is not 16:9, with round corners and badge. */
async function seenAt(image: CanonicalImage, { width, height, radius }: Slot): Promise<Buffer> {
  const corners = `<rect width="${width}" height="${height}" rx="${radius}" fill="#fff"/>`;
  const framed = await fromRaster(image)
    .resize({ width, height, fit: 'contain', background: '#000000' })
    .ensureAlpha()
    .png()
    .toBuffer();
  return sharp(framed)
    .composite([
      { input: Buffer.from(svg(width, height, badge(width, height))) },
      { input: Buffer.from(svg(width, height, corners)), blend: 'dest-in' },
    ])
    .png()
    .toBuffer();
}

function badge(width: number, height: number): string {
  const x = width - BADGE.margin - BADGE.width;
  const y = height - BADGE.margin - BADGE.height;
  return (
    `<rect x="${x}" y="${y}" width="${BADGE.width}" height="${BADGE.height}" rx="${BADGE.radius}" fill="#000" ` +
    `fill-opacity="0.75"/><path transform="translate(${x + 3.6} ${y + 4})" d="${DURATION}" fill="none" ` +
    'stroke="#fff" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>'
  );
}

function ground(): string {
  const feeds = FEEDS.map(({ ground, caption }, feed) => {
    const top = feed * FEED_HEIGHT;
    const captions = SLOTS.map(({ x, width, height }) =>
      captionBelow(x, top + MARGIN + height, width, caption),
    );
    return `<rect y="${top}" width="${SHEET_WIDTH}" height="${FEED_HEIGHT}" fill="${ground}"/>${captions.join('')}`;
  });
  return svg(SHEET.width, SHEET.height, feeds.join(''));
}

/** Bars where title and channel stand. */
function captionBelow(x: number, y: number, width: number, fill: string): string {
  const bar = (top: number, share: number) =>
    `<rect x="${x}" y="${y + top}" width="${share * width}" height="10" rx="5" fill="${fill}"/>`;
  return bar(12, 0.94) + bar(30, 0.6);
}

function svg(width: number, height: number, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`;
}
