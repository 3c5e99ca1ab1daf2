import { linear, radial, random, type Subject } from './draw-paint.js';

/** A snow-capped summit with foothills and firs, over the whole lower half of 1280×720. */
export function mountain(seed: number): Subject {
  const next = random(seed);
  const defs = [
    linear('sunny', [
      [0, '#7fa7c9'],
      [1, '#2c5480'],
    ]),
    linear('shady', [
      [0, '#274b78'],
      [1, '#0f2748'],
    ]),
    linear('snow', [
      [0, '#ffffff'],
      [1, '#cfe4f7'],
    ]),
    linear('snowShade', [
      [0, '#9db9dc'],
      [1, '#6f90bd'],
    ]),
    linear('hill', [
      [0, '#12656c'],
      [1, '#052f3a'],
    ]),
    linear('woods', [
      [0, '#0a3a40'],
      [1, '#031a22'],
    ]),
    radial('sun', [
      [0, '#fffbe0'],
      [0.25, '#ffe583', 0.95],
      [1, '#ffb13d', 0],
    ]),
  ].join('');
  const firs = Array.from({ length: 34 }, (_, i) => {
    const x = i * 40 - 10 + next() * 20;
    const h = 70 + next() * 80;
    const y = 690 - Math.abs(x - 640) * -0.03;
    return `<path d="M${x} ${y - h} l${h * 0.26} ${h * 1.2} h${-h * 0.52} Z"/>`;
  });
  const body = `<circle cx="1010" cy="170" r="260" fill="url(#sun)"/>
    <path d="M430 720 L880 120 L1330 720 Z" fill="url(#sunny)"/>
    <path d="M880 120 L760 720 L430 720 Z" fill="url(#shady)"/>
    <path d="M880 120 L1010 293 L962 330 L930 282 L892 352 L850 300 L838 336 Z" fill="url(#snow)"/>
    <path d="M880 120 L838 336 L800 290 L768 330 L742 304 Z" fill="url(#snowShade)"/>
    <path d="M0 720 L0 600 C160 520 300 560 460 610 C660 670 900 560 1280 620 L1280 720 Z" fill="url(#hill)"/>
    <g fill="url(#woods)">${firs.join('')}</g>`;
  return { defs, body };
}

/** A ringed planet, 560 wide, lit from the upper left. */
export function planet(
  transform: string,
  hues: readonly [light: string, middle: string, dark: string],
): Subject {
  const [light, middle, dark] = hues;
  const defs = [
    radial(
      'globe',
      [
        [0, light],
        [0.5, middle],
        [1, dark],
      ],
      0.32,
      0.28,
      0.85,
    ),
    radial(
      'night',
      [
        [0.55, '#000', 0],
        [1, '#05020f', 0.85],
      ],
      0.3,
      0.25,
      0.9,
    ),
    radial('air', [
      [0.78, middle, 0.75],
      [1, middle, 0],
    ]),
    linear(
      'ring',
      [
        [0, '#fff6d8'],
        [0.5, '#ffc069'],
        [1, '#8b3f6b'],
      ],
      [0, 0],
      [1, 0],
    ),
    '<clipPath id="disc"><circle r="210"/></clipPath>',
    '<clipPath id="front"><rect x="-420" y="0" width="840" height="300"/></clipPath>',
  ].join('');
  const ring = (extra: string) =>
    `<g ${extra}><ellipse rx="370" ry="84" fill="none" stroke="url(#ring)" stroke-width="34"/>` +
    '<ellipse rx="318" ry="66" fill="none" stroke="#ffe9b8" stroke-width="9" opacity="0.75"/></g>';
  const bands = [-130, -74, -8, 52, 120].map(
    (y, i) =>
      `<ellipse cx="0" cy="${y}" rx="240" ry="${14 + i * 5}" fill="#fff" opacity="${i % 2 ? 0.12 : 0.22}"/>`,
  );
  const body = `<g transform="${transform}"><circle r="270" fill="url(#air)"/>${ring('')}
    <circle r="210" fill="url(#globe)"/><g clip-path="url(#disc)">${bands.join('')}</g>
    <circle r="210" fill="url(#night)"/>${ring('clip-path="url(#front)"')}</g>`;
  return { defs, body };
}

/** Billowing smoke along the bottom, lit by the flame at `lightX`. */
export function smoke(seed: number, width: number, ground: number, lightX: number): Subject {
  const next = random(seed);
  const defs = [
    radial(
      'puffHot',
      [
        [0, '#fff6dc'],
        [0.5, '#ffd6a0'],
        [1, '#ff9f63'],
      ],
      0.5,
      0.15,
      0.9,
    ),
    radial(
      'puffWarm',
      [
        [0, '#ffc9a3'],
        [0.5, '#f0838a'],
        [1, '#b94a8f'],
      ],
      0.5,
      0.12,
      0.95,
    ),
    radial(
      'puffFar',
      [
        [0, '#b06ac4'],
        [0.5, '#7a3fae'],
        [1, '#4a2288'],
      ],
      0.5,
      0.1,
      1,
    ),
  ].join('');
  const puffs = Array.from({ length: 90 }, (_, i) => {
    const x = (i / 89) * width * 1.1 - width * 0.05 + (next() - 0.5) * 60;
    // Smoke piles up where the flame meets the ground and thins out to the sides.
    const pile = Math.exp(-(((x - lightX) / (width * 0.26)) ** 2));
    const depth = next();
    return {
      x,
      y: ground + 60 - pile * 70 + depth * 80 - next() * 34,
      r: 34 + next() * 34 + pile * 26,
      depth,
    };
  });
  const circles = puffs
    .sort((a, b) => a.y - b.y)
    .map(({ x, y, r }) => {
      const far = Math.abs(x - lightX) / width;
      const fill = far < 0.13 ? 'puffHot' : far < 0.25 ? 'puffWarm' : 'puffFar';
      return `<circle cx="${x.toFixed(0)}" cy="${y.toFixed(0)}" r="${r.toFixed(0)}" fill="url(#${fill})"/>`;
    });
  return { defs, body: circles.join('') };
}

/** Stars of three sizes; the upper part of the sky has most. */
export function stars(seed: number, width: number, height: number, count: number): string {
  const next = random(seed);
  return Array.from({ length: count }, () => {
    const y = next() ** 1.6 * height;
    const r = next() < 0.12 ? 3 : 1 + next();
    return `<circle cx="${(next() * width).toFixed(0)}" cy="${y.toFixed(0)}" r="${r.toFixed(1)}" fill="#fff" opacity="${(0.4 + 0.6 * next()).toFixed(2)}"/>`;
  }).join('');
}
