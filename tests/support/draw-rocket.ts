import { blur, linear, radial, type Subject } from './draw-paint.js';

/** A rocket on its flame, 300 wide and 620 high around its own middle, lit from the left. */
export function rocket(transform: string): Subject {
  const defs = [
    linear(
      'hull',
      [
        [0, '#f9fbff'],
        [0.3, '#ffffff'],
        [0.62, '#c3cbe0'],
        [1, '#5d6690'],
      ],
      [0, 0],
      [1, 0],
    ),
    linear(
      'red',
      [
        [0, '#ff6b57'],
        [0.35, '#ff4a3d'],
        [0.7, '#d81e2c'],
        [1, '#7d0a2a'],
      ],
      [0, 0],
      [1, 0],
    ),
    linear(
      'fin',
      [
        [0, '#ff5b4a'],
        [1, '#9c0f2b'],
      ],
      [0, 0],
      [0.4, 1],
    ),
    linear(
      'finDark',
      [
        [0, '#c71a2c'],
        [1, '#5e0722'],
      ],
      [0, 0],
      [0.4, 1],
    ),
    linear(
      'nozzle',
      [
        [0, '#7b829d'],
        [0.4, '#c4cadc'],
        [1, '#23263d'],
      ],
      [0, 0],
      [1, 0],
    ),
    linear('rim', [
      [0, '#ffe28a'],
      [1, '#e08a12'],
    ]),
    radial(
      'glass',
      [
        [0, '#d5fbff'],
        [0.45, '#39b9f0'],
        [1, '#0b3a86'],
      ],
      0.35,
      0.3,
      0.8,
    ),
    linear('flameOuter', [
      [0, '#ffd23d'],
      [0.45, '#ff8a1e'],
      [1, '#ff3d1a', 0],
    ]),
    linear('flameInner', [
      [0, '#ffffff'],
      [0.5, '#fff2a8'],
      [1, '#ffc02e', 0],
    ]),
    radial('flameGlow', [
      [0, '#ffc24a', 0.95],
      [0.5, '#ff7a1c', 0.45],
      [1, '#ff4a1c', 0],
    ]),
    blur('soft', 5),
  ].join('');
  const body = `<g transform="${transform}">
    <ellipse cx="0" cy="330" rx="230" ry="270" fill="url(#flameGlow)"/>
    <path d="M-64 196 C-110 320 -54 400 0 560 C54 400 110 320 64 196 Z" fill="url(#flameOuter)" filter="url(#soft)"/>
    <path d="M-40 196 C-62 286 -30 340 0 440 C30 340 62 286 40 196 Z" fill="url(#flameInner)"/>
    <path d="M-80 40 C-150 80 -168 160 -150 238 C-128 200 -104 184 -70 176 Z" fill="url(#fin)"/>
    <path d="M80 40 C150 80 168 160 150 238 C128 200 104 184 70 176 Z" fill="url(#finDark)"/>
    <path d="M-52 168 L52 168 L66 214 L-66 214 Z" fill="url(#nozzle)"/>
    <path d="M0 -310 C84 -232 112 -84 96 44 C90 110 76 152 62 182 L-62 182 C-76 152 -90 110 -96 44 C-112 -84 -84 -232 0 -310 Z" fill="url(#hull)"/>
    <path d="M0 -310 C46 -268 76 -210 92 -146 C36 -168 -36 -168 -92 -146 C-76 -210 -46 -268 0 -310 Z" fill="url(#red)"/>
    <path d="M-97 52 C-36 74 36 74 97 52 C94 84 88 112 80 138 C30 154 -30 154 -80 138 C-88 112 -94 84 -97 52 Z" fill="url(#red)"/>
    <circle cx="0" cy="-50" r="58" fill="url(#rim)"/>
    <circle cx="0" cy="-50" r="43" fill="url(#glass)"/>
    <path d="M-30 -64 C-24 -82 -8 -90 10 -88 C-6 -80 -18 -66 -20 -48 C-26 -50 -30 -56 -30 -64 Z" fill="#ffffff" opacity="0.8"/>
    <path d="M-12 60 C-20 120 -18 190 0 250 C18 190 20 120 12 60 C6 50 -6 50 -12 60 Z" fill="url(#fin)"/>
    <path d="M-70 -150 C-86 -60 -84 40 -66 120" fill="none" stroke="#ffffff" stroke-width="10" stroke-linecap="round" opacity="0.55"/>
  </g>`;
  return { defs, body };
}
