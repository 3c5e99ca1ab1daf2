import sharp from 'sharp';
import { letters } from '../tests/support/draw-letters.js';
import { blur, linear, radial } from '../tests/support/draw-paint.js';
import { type Drawing, render } from '../tests/support/draw-render.js';
import { rocket } from '../tests/support/draw-rocket.js';
import { smoke, stars } from '../tests/support/draw-scenery.js';

/** The video: building a rocket in the garden. A thumbnail as it is often made in a hurry. */
export async function drawWeak(): Promise<Buffer> {
  const shot = await render(weak());
  // Out of focus, through a dirty lens, and compressed twice too often.
  return sharp(shot)
    .blur(1.6)
    .modulate({ saturation: 0.6 })
    .linear(0.55, 68)
    .jpeg({ quality: 16 })
    .toBuffer();
}

function weak(): Drawing {
  const width = 800;
  const height = 600;
  const launch = rocket('translate(500 330) rotate(4) scale(0.4)');
  const caption = letters('Building a rocket in my garden - part 3 (finally!!)', {
    font: 'poppins',
    x: 32,
    y: 548,
    capHeight: 19,
    fill: '#ffffff',
  });
  const defs = [
    linear('overcast', [
      [0, '#8f9cab'],
      [1, '#c9ccc6'],
    ]),
    linear('hedge', [
      [0, '#6d8268'],
      [1, '#4d6150'],
    ]),
    linear('lawn', [
      [0, '#8a9a72'],
      [1, '#6f805f'],
    ]),
    launch.defs,
  ].join('');
  const bushes = Array.from(
    { length: 12 },
    (_, i) => `<circle cx="${i * 74}" cy="${404 + (i % 3) * 10}" r="56"/>`,
  );
  const body = [
    `<rect width="${width}" height="${height}" fill="url(#overcast)"/>`,
    `<g fill="url(#hedge)"><rect y="400" width="${width}" height="90"/>${bushes.join('')}</g>`,
    '<path d="M70 250 L190 180 L310 250 L310 470 L70 470 Z" fill="#8a7566"/>',
    '<path d="M52 258 L190 172 L328 258 L316 274 L190 196 L64 274 Z" fill="#5d4f49"/>',
    '<rect x="160" y="320" width="66" height="150" fill="#6b584c"/>',
    `<rect y="462" width="${width}" height="138" fill="url(#lawn)"/>`,
    launch.body,
    caption.svg,
  ].join('');
  return { width, height, defs, body };
}

/** The same video's thumbnail, made well. */
export async function drawRepaired(): Promise<Buffer> {
  return sharp(await render(repaired()))
    .jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

function repaired(): Drawing {
  const width = 1280;
  const height = 720;
  const launch = rocket('translate(930 318) rotate(11) scale(0.98)');
  const clouds = smoke(7, width, 640, 890);
  const outline = { outline: '#12082e', outlineWidth: 12 };
  const headline = (fills: readonly [string, string]) =>
    letters('WILL IT', { x: 70, y: 116, capHeight: 172, fill: fills[0], ...outline }).svg +
    letters('FLY?', { x: 70, y: 330, capHeight: 235, fill: fills[1], ...outline }).svg;
  const words = headline(['url(#white)', 'url(#yellow)']);
  const shade = headline(['#12082e', '#12082e']);
  const defs = [
    linear('sky', [
      [0, '#0a0730'],
      [0.4, '#3a1280'],
      [0.72, '#c72c86'],
      [1, '#ff9a3d'],
    ]),
    radial('halo', [
      [0, '#ffdf8a', 0.95],
      [0.35, '#ff8f3a', 0.55],
      [1, '#ff4f7a', 0],
    ]),
    linear('white', [
      [0, '#ffffff'],
      [1, '#dfe6ff'],
    ]),
    linear('yellow', [
      [0, '#fff27a'],
      [0.55, '#ffd21f'],
      [1, '#ff9d0a'],
    ]),
    radial(
      'moonlight',
      [
        [0, '#fff7dd'],
        [0.75, '#ffe0a8'],
        [1, '#f0b27a'],
      ],
      0.4,
      0.35,
      0.7,
    ),
    blur('shadow', 12),
    launch.defs,
    clouds.defs,
  ].join('');
  const body = [
    `<rect width="${width}" height="${height}" fill="url(#sky)"/>`,
    stars(3, width, height * 0.6, 110),
    '<ellipse cx="900" cy="560" rx="620" ry="430" fill="url(#halo)"/>',
    clouds.body,
    launch.body,
    `<g transform="rotate(-4 320 340)"><g transform="translate(8 16)" filter="url(#shadow)">${shade}</g>${words}</g>`,
  ].join('');
  return { width, height, defs, body };
}
