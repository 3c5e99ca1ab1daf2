import { blur, linear, radial, type Subject } from './draw-paint.js';

/** A shaded human head, drawn around 0,0 between the eyes: 200 wide, and 300 high from hair to chin. */
export function portrait(transform: string): Subject {
  const defs = [
    radial(
      'skin',
      [
        [0, '#f6cfae'],
        [0.55, '#dfa67e'],
        [1, '#8a5133'],
      ],
      0.42,
      0.4,
      0.62,
    ),
    linear('hair', [
      [0, '#3b2314'],
      [1, '#1d0f07'],
    ]),
    linear('lips', [
      [0, '#a8483f'],
      [1, '#c9675c'],
    ]),
    blur('soft', 5),
    blur('softer', 10),
  ].join('');
  const eye = (x: number) =>
    `<ellipse cx="${x}" cy="-2" rx="30" ry="18" fill="#7a452c" opacity="0.55" filter="url(#soft)"/>` +
    `<path d="M${x - 21} 2 Q${x} -15 ${x + 21} 2 Q${x} 13 ${x - 21} 2 Z" fill="#f3ece6"/><circle cx="${x}" cy="0" r="9.5" fill="#4a2f1c"/>` +
    `<circle cx="${x}" cy="0" r="4.5" fill="#0c0705"/><circle cx="${x - 3}" cy="-3" r="2" fill="#fff"/>` +
    `<path d="M${x - 22} 2 Q${x} -17 ${x + 22} 2" fill="none" stroke="#2a160c" stroke-width="4"/>` +
    `<path d="M${x - 28} -24 Q${x} -40 ${x + 28} -25" fill="none" stroke="#2d190d" stroke-width="9" stroke-linecap="round"/>`;
  const body = `<g transform="${transform}">
    <path d="M-150 330 C-140 240 -60 225 -48 190 V120 H48 V190 C60 225 140 240 150 330 Z" fill="#96603f"/>
    <ellipse cx="0" cy="-55" rx="116" ry="105" fill="url(#hair)"/>
    <ellipse cx="-101" cy="18" rx="14" ry="30" fill="#b87a56"/><ellipse cx="101" cy="18" rx="14" ry="30" fill="#8f5838"/>
    <path d="M-100 -20 C-104 -110 104 -110 100 -20 C102 70 62 158 0 160 C-62 158 -102 70 -100 -20 Z" fill="url(#skin)"/>
    <path d="M-108 -20 C-100 -90 -60 -82 -20 -92 C30 -104 80 -84 108 -20 C116 -130 60 -165 0 -165 C-60 -165 -116 -130 -108 -20 Z" fill="url(#hair)"/>
    <ellipse cx="62" cy="62" rx="26" ry="60" fill="#6e3d24" opacity="0.35" filter="url(#softer)"/>
    <ellipse cx="0" cy="146" rx="46" ry="12" fill="#6e3d24" opacity="0.45" filter="url(#soft)"/>
    ${eye(-42)}${eye(42)}
    <path d="M10 -6 C16 26 24 40 22 56 C14 66 -10 68 -20 58" fill="none" stroke="#8c5235" stroke-width="9" opacity="0.7" filter="url(#soft)"/>
    <ellipse cx="-4" cy="40" rx="9" ry="24" fill="#ffe6cf" opacity="0.6" filter="url(#soft)"/>
    <ellipse cx="-11" cy="60" rx="6" ry="4" fill="#4f2a18"/><ellipse cx="12" cy="60" rx="6" ry="4" fill="#4f2a18"/>
    <path d="M-36 98 C-18 86 -6 90 0 93 C6 90 18 86 36 98 C20 118 -20 118 -36 98 Z" fill="url(#lips)"/>
    <path d="M-36 98 Q0 104 36 98" fill="none" stroke="#5c211c" stroke-width="4"/>
  </g>`;
  return { defs, body };
}
