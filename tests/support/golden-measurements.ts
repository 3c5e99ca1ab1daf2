import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { drawRepaired, drawWeak } from '../../demo/draw.js';
import type { Raster } from '../../src/image/canonical-image.js';
import { canonicalise } from '../../src/image/canonicalise.js';
import { MEASUREMENT_VERSION } from '../../src/measurement/measurement-version.js';
import type { Measurer } from '../../src/measurement/measurer.js';
import { drawBlank, drawGood, drawNoise } from './draw.js';
import { random } from './draw-paint.js';
import { portrait } from './draw-portrait.js';
import { encode, render } from './draw-render.js';
import { drawText } from './draw-text-set.js';
import type { IsClose } from './golden-differences.js';
import type { Golden } from './golden-file.js';

/** The drawn pictures whose numbers are on record. Those that are painted need no library to be the same everywhere. */
export const RECORDED_PICTURES: Readonly<Record<string, () => Promise<Buffer>>> = {
  cup: async () => (await drawGood(1)).png,
  'planet-blurred': async () =>
    sharp((await drawGood(3)).png)
      .blur(3)
      .png()
      .toBuffer(),
  'burger-heavy-jpeg': async () =>
    sharp((await drawGood(5)).png)
      .jpeg({ quality: 10 })
      .toBuffer(),
  'robot-large': async () =>
    sharp((await drawGood(4)).png)
      .resize(1920, 1080)
      .png()
      .toBuffer(),
  people: drawPeople,
  'demo-weak': drawWeak,
  'demo-repaired': drawRepaired,
  'words-on-a-photo': async () => encoded((await drawText(4)).raster),
  'slanted-words': async () => encoded((await drawText(10)).raster),
  'one-colour': () => drawBlank('#c03060'),
  noise: () => drawNoise(9, 'colour'),
  'painted-blocks': paintBlocks,
};

/** One of them is cut off by an edge, one is a hair away from it, and a part of one lies under the badge. */
function drawPeople(): Promise<Buffer> {
  const places = ['translate(90 330)', 'translate(640 60) scale(0.6)', 'translate(1100 520) scale(0.7)'];
  const heads = places.map((place) => portrait(place));
  const ground = '<rect width="1280" height="720" fill="#5b7fa0"/>';
  const body = ground + heads.map((head) => head.body).join('');
  // The gradients of all heads are the same.
  return render({ width: 1280, height: 720, defs: heads[0]?.defs ?? '', body });
}

function encoded({ pixels, width, height }: Raster): Promise<Buffer> {
  return encode(pixels, width, height);
}

/** Blocks of chance with a gradient and some grain, in the shape of a square. */
function paintBlocks(): Promise<Buffer> {
  const [size, block] = [320, 40];
  const next = random(21);
  const levels = Array.from({ length: 3 * (size / block) ** 2 }, () => Math.floor(next() * 200));
  const pixels = Uint8Array.from({ length: 3 * size * size }, (_, index) => {
    const [x, y] = [Math.floor(index / 3) % size, Math.floor(index / 3 / size)];
    const cell = Math.floor(y / block) * (size / block) + Math.floor(x / block);
    return (levels[3 * cell + (index % 3)] ?? 0) + Math.floor(x / 16) + Math.floor(next() * 9);
  });
  return encode(pixels, size, size);
}

export function measurementFolder(version = MEASUREMENT_VERSION): string {
  return `tests/measurement/golden/version-${version}`;
}

/** What made the pictures: another one draws, decodes and enlarges with other last digits. */
const MADE_BY = { processor: process.arch, vips: sharp.versions.vips, rsvg: sharp.versions.rsvg };

/** One picture with all its numbers, as this version measures them. */
export async function measuredGolden(name: string, measurer: Measurer): Promise<Golden> {
  const draw = RECORDED_PICTURES[name];
  if (!draw) throw new RangeError(`Expected a recorded picture, but received ${name}`);
  const bytes = await draw();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const limits = { maxBytes: 50 * 1024 ** 2, maxPixels: 50e6 };
  const { original, image } = await canonicalise({ bytes, sha256, filename: name }, limits);
  const { measurements, unmeasured } = await measurer.measure(image, original);
  if (unmeasured.length > 0) throw new Error(`${name} was not measured: ${JSON.stringify(unmeasured)}`);
  const { width, height, pixelHash } = image;
  const content = { madeBy: MADE_BY, picture: { width, height, pixelHash }, measurements };
  return { path: `${measurementFolder()}/${name}.json`, content };
}

/** Whether a record was made where pictures come out the same to the last bit. */
export function isMadeHere(recorded: RecordedPicture): boolean {
  return JSON.stringify(recorded.madeBy) === JSON.stringify(MADE_BY);
}

export interface RecordedPicture {
  readonly madeBy: unknown;
  readonly picture: unknown;
  readonly measurements: Readonly<Record<string, unknown>>;
}

/** What the networks see, and what is made of it. */
const BY_NETWORKS = /^(text|faces)\.|^overlays\.overlays\.\d\.(text|faces)Covered$/;

/**
 * Equal to the published four decimals, but for what networks see. These add floating-point numbers in an order that
 * depends on the processor. Noise of a ten-thousandth on all their input, a thousand times what rounding does, moved one
 * confidence by 0.0001; but a pixel at a threshold may fall on either side, and one pixel moves a box by 0.001 and a line
 * that is two hundred high by 0.005 of its height. Twice that of a box is allowed.
 */
export const asPublished: IsClose = (recorded, now, path) => {
  // How well a file was packed is the encoder's.
  if (path === 'frame.bytes') return asDrawnElsewhere(recorded, now, path);
  return BY_NETWORKS.test(path) ? isWithin(recorded, now, 0.002, 0.005) : recorded === now;
};

/** For pictures that came out of another library or processor: other pixels, the same picture. */
export const asDrawnElsewhere: IsClose = (recorded, now) => isWithin(recorded, now, 0.02, 0.05);

function isWithin(recorded: number, now: number, absolute: number, relative: number): boolean {
  return Math.abs(now - recorded) <= absolute + relative * Math.abs(recorded);
}
