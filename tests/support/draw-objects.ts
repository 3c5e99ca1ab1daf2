import { blur, linear, radial, type Subject } from './draw-paint.js';

/** A steaming cup on its saucer, 420 wide, lit from the left. */
export function cup(transform: string): Subject {
  const defs = [
    linear(
      'china',
      [
        [0, '#ffffff'],
        [0.45, '#fff4e2'],
        [0.8, '#dcb893'],
        [1, '#a06f4c'],
      ],
      [0, 0],
      [1, 0],
    ),
    linear(
      'band',
      [
        [0, '#34d3c6'],
        [0.5, '#12a79f'],
        [1, '#06585f'],
      ],
      [0, 0],
      [1, 0],
    ),
    radial(
      'coffee',
      [
        [0, '#8a4b1e'],
        [0.7, '#4c220b'],
        [1, '#2a1105'],
      ],
      0.4,
      0.4,
      0.7,
    ),
    radial(
      'saucer',
      [
        [0, '#fffaf0'],
        [0.6, '#f1d7b5'],
        [1, '#9a6a46'],
      ],
      0.4,
      0.3,
      0.75,
    ),
    blur('steam', 9),
    blur('under', 14),
  ].join('');
  const body = `<g transform="${transform}">
    <ellipse cx="10" cy="232" rx="300" ry="46" fill="#2a0d05" opacity="0.6" filter="url(#under)"/>
    <ellipse cx="0" cy="205" rx="280" ry="52" fill="url(#saucer)"/>
    <ellipse cx="0" cy="196" rx="190" ry="30" fill="#b98a63" opacity="0.6"/>
    <path d="M180 -70 C300 -90 312 90 150 110" fill="none" stroke="url(#china)" stroke-width="40" stroke-linecap="round"/>
    <path d="M-210 -120 C-204 60 -160 200 -70 206 L70 206 C160 200 204 60 210 -120 Z" fill="url(#china)"/>
    <path d="M-203 -50 C-200 -10 -192 34 -180 70 C-60 96 60 96 180 70 C192 34 200 -10 203 -50 C70 -20 -70 -20 -203 -50 Z" fill="url(#band)"/>
    <ellipse cx="0" cy="-120" rx="210" ry="52" fill="#fffdf7"/>
    <ellipse cx="0" cy="-114" rx="186" ry="41" fill="url(#coffee)"/>
    <path d="M-120 -124 C-60 -150 60 -150 110 -128" fill="none" stroke="#e0a873" stroke-width="9" stroke-linecap="round" opacity="0.8"/>
    <g fill="none" stroke="#ffffff" stroke-width="26" stroke-linecap="round" opacity="0.75" filter="url(#steam)">
      <path d="M-80 -180 C-130 -240 -30 -280 -80 -350"/><path d="M10 -180 C-40 -250 60 -300 10 -380"/>
      <path d="M96 -180 C46 -240 146 -280 96 -350"/>
    </g>
    <path d="M-168 -70 C-164 30 -140 120 -96 168" fill="none" stroke="#ffffff" stroke-width="16" stroke-linecap="round" opacity="0.8"/>
  </g>`;
  return { defs, body };
}

/** The head and shoulders of a surprised robot, 520 wide. */
export function robot(transform: string): Subject {
  const defs = [
    linear(
      'steel',
      [
        [0, '#ffffff'],
        [0.4, '#e3ecf7'],
        [1, '#7388a8'],
      ],
      [0, 0],
      [1, 1],
    ),
    linear(
      'torso',
      [
        [0, '#ffd84a'],
        [0.5, '#ffb000'],
        [1, '#b05600'],
      ],
      [0, 0],
      [1, 1],
    ),
    linear('visor', [
      [0, '#131a3a'],
      [1, '#2c3c78'],
    ]),
    radial('eye', [
      [0, '#ffffff'],
      [0.35, '#8ffcff'],
      [1, '#00b4e6'],
    ]),
    radial('eyeGlow', [
      [0, '#4ff3ff', 0.85],
      [1, '#4ff3ff', 0],
    ]),
  ].join('');
  const eye = (x: number) =>
    `<circle cx="${x}" cy="-60" r="84" fill="url(#eyeGlow)"/><circle cx="${x}" cy="-60" r="48" fill="url(#eye)"/>` +
    `<circle cx="${x}" cy="-60" r="20" fill="#10204a"/><circle cx="${x - 12}" cy="-76" r="10" fill="#fff"/>`;
  const body = `<g transform="${transform}">
    <path d="M-270 420 C-270 250 -170 200 0 200 C170 200 270 250 270 420 Z" fill="url(#torso)"/>
    <rect x="-50" y="140" width="100" height="90" fill="#4d5f80"/>
    <rect x="-262" y="-96" width="60" height="120" rx="26" fill="#ff5a5a"/><rect x="202" y="-96" width="60" height="120" rx="26" fill="#b51f3d"/>
    <rect x="-12" y="-280" width="24" height="80" fill="#6e82a6"/><circle cx="0" cy="-292" r="34" fill="#ff4f5e"/><circle cx="-10" cy="-302" r="10" fill="#fff" opacity="0.8"/>
    <rect x="-220" y="-210" width="440" height="370" rx="110" fill="url(#steel)"/>
    <rect x="-172" y="-150" width="344" height="180" rx="84" fill="url(#visor)"/>${eye(-82)}${eye(82)}
    <ellipse cx="0" cy="92" rx="44" ry="36" fill="#131a3a"/><ellipse cx="0" cy="106" rx="26" ry="16" fill="#ff5a5a"/>
    <path d="M-176 -110 C-168 -160 -130 -186 -70 -190" fill="none" stroke="#fff" stroke-width="16" stroke-linecap="round" opacity="0.9"/>
  </g>`;
  return { defs, body };
}

/** A tall burger, 480 wide. */
export function burger(transform: string): Subject {
  const defs = [
    radial(
      'bun',
      [
        [0, '#ffd58a'],
        [0.5, '#e8953a'],
        [1, '#8c3f0d'],
      ],
      0.38,
      0.2,
      0.95,
    ),
    linear('bunLow', [
      [0, '#f0a850'],
      [1, '#8c3f0d'],
    ]),
    linear('patty', [
      [0, '#7a3a1c'],
      [1, '#35140a'],
    ]),
    linear('cheese', [
      [0, '#ffe45c'],
      [1, '#ffb400'],
    ]),
    linear('salad', [
      [0, '#9bea3d'],
      [1, '#2f9420'],
    ]),
    linear('tomato', [
      [0, '#ff6a52'],
      [1, '#c81a1a'],
    ]),
    blur('ground', 14),
  ].join('');
  const seeds = [
    [-120, -170],
    [-50, -210],
    [30, -222],
    [110, -190],
    [-10, -168],
    [70, -150],
    [-150, -120],
    [160, -130],
  ]
    .map(
      ([x, y]) =>
        `<ellipse cx="${x}" cy="${y}" rx="13" ry="8" fill="#fff3d0" transform="rotate(-20 ${x} ${y})"/>`,
    )
    .join('');
  const body = `<g transform="${transform}">
    <ellipse cx="0" cy="252" rx="290" ry="36" fill="#2a0400" opacity="0.6" filter="url(#ground)"/>
    <path d="M-235 150 L235 150 C240 220 200 250 130 250 L-130 250 C-200 250 -240 220 -235 150 Z" fill="url(#bunLow)"/>
    <rect x="-250" y="78" width="500" height="82" rx="40" fill="url(#patty)"/>
    <path d="M-250 70 L250 70 L190 96 L150 136 L104 96 L-20 96 L-70 150 L-120 96 L-200 96 Z" fill="url(#cheese)"/>
    <rect x="-236" y="28" width="472" height="46" rx="23" fill="url(#tomato)"/>
    <path d="M-268 20 C-240 -10 240 -10 268 20 C250 54 220 24 190 44 C160 62 130 24 96 44 C60 64 30 24 -4 44 C-40 64 -70 24 -104 44 C-140 64 -170 24 -200 44 C-230 58 -256 50 -268 20 Z" fill="url(#salad)"/>
    <path d="M-246 6 C-250 -150 -140 -250 0 -250 C140 -250 250 -150 246 6 Z" fill="url(#bun)"/>${seeds}
    <path d="M-196 -70 C-184 -140 -140 -186 -84 -204" fill="none" stroke="#fff1cf" stroke-width="15" stroke-linecap="round" opacity="0.75"/>
  </g>`;
  return { defs, body };
}
