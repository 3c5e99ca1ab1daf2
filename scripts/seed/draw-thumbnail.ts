import sharp from 'sharp';
import { letters } from '../../tests/support/draw-letters.js';
import { linear, radial, random, type Subject } from '../../tests/support/draw-paint.js';
import { type PlannedThumbnail, pick } from './plan-history.js';

const WIDTH = 1280;
const HEIGHT = 720;
/** Below it, the whole title is written small into a corner, as beginners do. */
const SHORT_WORDS_FROM = 0.4;
const OTHER_FORMATS: Readonly<Record<number, 'png' | 'webp'>> = { 2: 'png', 5: 'webp' };

/** A file as a browser would upload it. */
export interface DrawnThumbnail {
  readonly filename: string;
  readonly bytes: Buffer;
}

/**
 * Draws a thumbnail as well as its quality says: contrast, colours, focus, and the size of words and subject grow with it, and
 * small things in the background get fewer.
 */
export async function drawThumbnail(plan: PlannedThumbnail, seed: number): Promise<DrawnThumbnail> {
  const { number, topic, quality } = plan;
  const next = random(seed * 7919 + number);
  const subject = topic.subject(number);
  const x = WIDTH * (0.5 + quality * 0.22) + (next() - 0.5) * 120;
  const scale = 0.32 + 0.7 * quality;
  const [top, bottom] = topic.sky;
  const defs = [
    linear('backdrop', [
      [0, top],
      [1, bottom],
    ]),
    radial('halo', [
      [0, '#ffffff', 0.5],
      [1, '#ffffff', 0],
    ]),
    subject.defs,
  ].join('');
  const body = [
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="url(#backdrop)"/>`,
    smallThings(Math.round((1 - quality) * 40), next),
    `<ellipse cx="${x}" cy="360" rx="520" ry="430" fill="url(#halo)" opacity="${quality}"/>`,
    `<g transform="translate(${x} 370) rotate(${(next() - 0.5) * 14}) scale(${scale})">${subject.body}</g>`,
    ...wordsOf(plan, next),
  ].join('');
  return finish({ defs, body: body + greyVeil(quality) }, plan, next);
}

function wordsOf({ topic, quality, caption }: PlannedThumbnail, next: () => number): string[] {
  if (quality < SHORT_WORDS_FROM) {
    return [letters(caption, { font: 'poppins', x: 40, y: 640, capHeight: 26, fill: '#ffffff' }).svg];
  }
  const capHeight = 60 + 130 * quality;
  const style = { x: 64, capHeight, outline: '#0b0620', outlineWidth: 12 * quality };
  const [first, second] = pick(topic.words, next);
  return [
    letters(first, { ...style, y: 300 - capHeight, fill: '#ffffff' }).svg,
    letters(second, { ...style, y: 350, fill: topic.accent }).svg,
  ];
}

/** Circles and boxes that compete with the subject. */
function smallThings(count: number, next: () => number): string {
  return Array.from({ length: count }, () => {
    const [x, y, size] = [next() * WIDTH, next() * HEIGHT, 12 + next() * 60];
    const fill = `hsl(${Math.round(next() * 360)} 45% ${Math.round(35 + next() * 40)}%)`;
    return next() < 0.5
      ? `<circle cx="${x}" cy="${y}" r="${size / 2}" fill="${fill}"/>`
      : `<rect x="${x}" y="${y}" width="${size}" height="${size * 0.7}" fill="${fill}"/>`;
  }).join('');
}

/** Takes contrast and colour away, as a bad camera does. */
function greyVeil(quality: number): string {
  return `<rect width="${WIDTH}" height="${HEIGHT}" fill="#7d8087" opacity="${(1 - quality) * 0.6}"/>`;
}

/** One pipeline from the drawing to the file that is uploaded. */
async function finish(
  { defs, body }: Subject,
  { number, topic, quality }: PlannedThumbnail,
  next: () => number,
) {
  const [width, height] = sizeOf(quality, next);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" preserveAspectRatio="xMidYMid slice" ` +
    `viewBox="0 0 ${WIDTH} ${HEIGHT}"><defs>${defs}</defs>${body}</svg>`;
  const picture = sharp(Buffer.from(svg)).removeAlpha();
  if (quality < 0.5) picture.blur(0.3 + (0.5 - quality) * 3);
  const format = OTHER_FORMATS[number % 9] ?? 'jpeg';
  const options = { quality: Math.round(25 + 68 * quality), effort: 0 };
  const bytes = await (format === 'png'
    ? picture.png({ compressionLevel: 1 })
    : picture.toFormat(format, options)
  ).toBuffer();
  return { filename: `${topic.name}-${number}.${format === 'jpeg' ? 'jpg' : format}`, bytes };
}

/** Beginners upload small pictures or ones of a wrong shape. */
function sizeOf(quality: number, next: () => number): readonly [width: number, height: number] {
  const dice = next();
  if (quality < 0.5 && dice < 0.6) return dice < 0.2 ? [800, 600] : [640, 360];
  return dice > 0.95 ? [1920, 1080] : [WIDTH, HEIGHT];
}
