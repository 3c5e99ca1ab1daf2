import { type Letters, letters } from './draw-letters.js';
import { burger, cup, robot } from './draw-objects.js';
import { linear, radial, random, type Stops, type Subject } from './draw-paint.js';
import { encode, render } from './draw-render.js';
import { rocket } from './draw-rocket.js';
import { mountain, planet, smoke, stars } from './draw-scenery.js';

const WIDTH = 1280;
const HEIGHT = 720;

/** A picture that we drew, losslessly, with the words on it and where they are. */
export interface Drawn {
  readonly name: string;
  readonly png: Buffer;
  readonly words: readonly Letters[];
}

interface Design {
  readonly name: string;
  readonly sky: Stops;
  readonly subject: (seed: number) => Subject;
  readonly font: 'anton' | 'bebas';
  readonly lines: readonly [string, string];
  readonly accent: Stops;
  readonly outline: string;
}

const designs: readonly Design[] = [
  {
    name: 'rocket',
    sky: [
      [0, '#0a0730'],
      [0.4, '#3a1280'],
      [0.72, '#c72c86'],
      [1, '#ff9a3d'],
    ],
    subject: (seed) => {
      const launch = rocket('translate(950 318) rotate(11) scale(0.98)');
      const clouds = smoke(seed, WIDTH, 640, 910);
      return {
        defs: launch.defs + clouds.defs,
        body: stars(seed, WIDTH, 420, 110) + clouds.body + launch.body,
      };
    },
    font: 'anton',
    lines: ['NO WAY', 'BACK'],
    accent: [
      [0, '#fff27a'],
      [1, '#ff9d0a'],
    ],
    outline: '#12082e',
  },
  {
    name: 'cup',
    sky: [
      [0, '#ff8a3c'],
      [0.55, '#d8431f'],
      [1, '#5d0f1c'],
    ],
    subject: () => cup('translate(985 410) scale(0.84)'),
    font: 'anton',
    lines: ['STOP', 'DOING THIS'],
    accent: [
      [0, '#fff6c9'],
      [1, '#ffd23f'],
    ],
    outline: '#2b0610',
  },
  {
    name: 'mountain',
    sky: [
      [0, '#0f4fa8'],
      [0.45, '#35a7e0'],
      [0.8, '#ffd28a'],
      [1, '#ff9a5c'],
    ],
    subject: mountain,
    font: 'bebas',
    lines: ['7 DAYS', 'ALONE'],
    accent: [
      [0, '#fff27a'],
      [1, '#ffb000'],
    ],
    outline: '#06203a',
  },
  {
    name: 'planet',
    sky: [
      [0, '#04030f'],
      [0.6, '#101a4f'],
      [1, '#2b2f8f'],
    ],
    subject: (seed) => {
      const world = planet('translate(930 355) rotate(-18) scale(1.02)', ['#ffe9a8', '#ff8f4d', '#8c1f5c']);
      return { defs: world.defs, body: stars(seed, WIDTH, HEIGHT, 170) + world.body };
    },
    font: 'anton',
    lines: ['WE WERE', 'WRONG'],
    accent: [
      [0, '#7dfbff'],
      [1, '#19b8ff'],
    ],
    outline: '#02020a',
  },
  {
    name: 'robot',
    sky: [
      [0, '#8a1fff'],
      [0.5, '#5a10c9'],
      [1, '#22055e'],
    ],
    subject: () => robot('translate(980 360) scale(1.02)'),
    font: 'anton',
    lines: ['IT TOOK', 'MY JOB'],
    accent: [
      [0, '#f4ff6b'],
      [1, '#b6f000'],
    ],
    outline: '#12022e',
  },
  {
    name: 'burger',
    sky: [
      [0, '#16c4b0'],
      [0.55, '#078a8f'],
      [1, '#033a4c'],
    ],
    subject: () => burger('translate(920 390) scale(1.08)'),
    font: 'anton',
    lines: ['$1 OR', '$100?'],
    accent: [
      [0, '#fff27a'],
      [1, '#ffb300'],
    ],
    outline: '#02222c',
  },
];

/** One seed for each design; larger seeds repeat the designs with other details. */
export const GOOD_SEEDS: readonly number[] = designs.map((_, seed) => seed);

/** A thumbnail that a creator could publish, 1280×720. */
export async function drawGood(seed: number): Promise<Drawn> {
  const design = designs[seed % designs.length];
  if (!design) throw new RangeError(`Expected a whole seed from 0 up, but received ${seed}`);
  const subject = design.subject(seed + 1);
  const style = { font: design.font, x: 64, outline: design.outline, outlineWidth: 12 };
  const [first, second] = design.lines;
  const words = [
    letters(first, { ...style, y: 140, capHeight: 170, fill: 'url(#plain)' }),
    letters(second, { ...style, y: 366, capHeight: second.length > 6 ? 150 : 200, fill: 'url(#accent)' }),
  ];
  const defs = [
    linear('backdrop', design.sky),
    radial('glow', [
      [0, '#ffffff', 0.55],
      [0.5, '#ffffff', 0.18],
      [1, '#ffffff', 0],
    ]),
    linear('plain', [
      [0, '#ffffff'],
      [1, '#e6ecff'],
    ]),
    linear('accent', design.accent),
    subject.defs,
  ].join('');
  const body = [
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="url(#backdrop)"/>`,
    '<ellipse cx="920" cy="370" rx="560" ry="470" fill="url(#glow)"/>',
    subject.body,
    ...words.map(({ svg }) => svg),
  ].join('');
  return { name: design.name, png: await render({ width: WIDTH, height: HEIGHT, defs, body }), words };
}

/** One colour and nothing else. */
export function drawBlank(colour: string): Promise<Buffer> {
  const body = `<rect width="${WIDTH}" height="${HEIGHT}" fill="${colour}"/>`;
  return render({ width: WIDTH, height: HEIGHT, defs: '', body });
}

/** Every pixel by chance: in colour, or grey. */
export async function drawNoise(seed: number, kind: 'colour' | 'grey'): Promise<Buffer> {
  const next = random(seed);
  const pixels = new Uint8Array(WIDTH * HEIGHT * 3);
  let level = 0;
  for (let i = 0; i < pixels.length; i++) {
    if (kind === 'colour' || i % 3 === 0) level = Math.floor(next() * 256);
    pixels[i] = level;
  }
  return encode(pixels, WIDTH, HEIGHT);
}
