import type { Raster } from '../../src/image/canonical-image.js';
import { linearLight } from '../../src/measurement/linear-light.js';
import type { Box } from './draw-letters.js';
import { linear } from './draw-paint.js';
import type { Matrix } from './draw-text-line.js';

/** How all letters of one picture are painted. */
export interface TextStyle {
  readonly name: string;
  readonly defs: string;
  readonly fills: readonly [string, ...string[]];
  readonly outline: { readonly colour: string; readonly share: number } | null;
  readonly shadow: boolean;
  readonly plate: string | null;
}

const COLOURS = [
  '#ffffff',
  '#111111',
  '#ffe600',
  '#ff3b2f',
  '#00c2ff',
  '#7dff4a',
  '#fff3d6',
  '#0b2a6b',
  '#8a1fff',
  '#ff8a00',
  '#c3c9d4',
  '#5b3216',
] as const;

/** The least contrast of letters with most of what is behind them, or with their outline. */
const LEAST = { ground: 2.2, outline: 2.8 };

export function chooseStyle(
  ground: Raster,
  around: Box,
  pick: <T>(from: readonly [T, ...T[]]) => T,
  next: () => number,
): TextStyle {
  const [dark, light] = luminances(ground, around);
  const free = COLOURS.filter((colour) => {
    const own = luminance(colour);
    return ratio(own, dark) >= LEAST.ground && ratio(own, light) >= LEAST.ground;
  });
  const [first, ...others] = free;
  // On a busy ground no colour stands out by itself: such letters get an outline or a plate.
  const plain = first ? pick([first, ...others]) : null;
  const kind = plain
    ? pick(['plain', 'shadow', 'outline', 'gradient', 'plate'])
    : pick(['outline', 'gradient', 'plate']);
  const none = { defs: '', outline: null, shadow: false, plate: null };
  if (kind === 'plain' || kind === 'shadow') {
    return { ...none, name: kind, fills: [plain ?? '#ffffff'], shadow: kind === 'shadow', defs: SHADOW };
  }
  const fill = pick(COLOURS);
  const [against, ...more] = COLOURS.filter(
    (colour) => ratio(luminance(colour), luminance(fill)) >= LEAST.outline,
  );
  const other = pick([against ?? '#000000', ...more]);
  if (kind === 'plate') return { ...none, name: kind, fills: [fill], plate: other };
  const outline = { colour: other, share: 0.04 + 0.08 * next() };
  if (kind === 'outline') {
    const white = ratio(luminance('#ffffff'), luminance(other)) >= LEAST.outline ? '#ffffff' : fill;
    return {
      ...none,
      name: kind,
      fills: [fill, pick([white, fill])],
      outline,
      shadow: next() < 0.3,
      defs: SHADOW,
    };
  }
  const [near] = COLOURS.filter(
    (colour) => colour !== fill && ratio(luminance(colour), luminance(other)) >= LEAST.outline,
  );
  const defs = `${SHADOW}${linear('fill', [
    [0, fill],
    [1, near ?? fill],
  ])}`;
  return { ...none, name: kind, fills: ['url(#fill)'], outline, shadow: next() < 0.3, defs };
}

const SHADOW =
  '<filter id="shadow" x="-20%" y="-20%" width="140%" height="140%"><feDropShadow dx="5" dy="6" stdDeviation="3" flood-color="#000" flood-opacity="0.7"/></filter>';

/** A line under `matrix`, its baseline's left end at (x, y) of the block. */
export function paintLine(
  path: string,
  line: { readonly x: number; readonly y: number; readonly outline: { readonly box: Box } },
  matrix: Matrix,
  style: TextStyle,
  index: number,
): string {
  const { box } = line.outline;
  const pad = box.height * 0.22;
  const plate = style.plate
    ? `<rect x="${box.x - pad}" y="${box.y - pad / 2}" width="${box.width + 2 * pad}" height="${box.height + pad}" fill="${style.plate}"/>`
    : '';
  const stroke = style.outline
    ? `stroke="${style.outline.colour}" stroke-width="${2 * style.outline.share * box.height}" stroke-linejoin="round" paint-order="stroke"`
    : '';
  const fill = style.fills[index % style.fills.length] ?? style.fills[0];
  const filter = style.shadow ? 'filter="url(#shadow)"' : '';
  return (
    `<g transform="matrix(${matrix.join(' ')}) translate(${line.x} ${line.y})">${plate}` +
    `<path d="${path}" fill="${fill}" ${stroke} ${filter}/></g>`
  );
}

/** Relative luminance of the darker and of the lighter parts of a box. */
function luminances({ pixels, width }: Raster, box: Box): [dark: number, light: number] {
  const found: number[] = [];
  for (let y = Math.max(0, Math.floor(box.y)); y < Math.min(720, box.y + box.height); y += 4) {
    for (let x = Math.max(0, Math.floor(box.x)); x < Math.min(width, box.x + box.width); x += 4) {
      const at = 3 * (y * width + x);
      found.push(weigh(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0));
    }
  }
  found.sort((a, b) => a - b);
  const at = (share: number) => found[Math.floor(share * found.length)] ?? 0;
  return [at(0.05), at(0.95)];
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return weigh(red ?? 0, green ?? 0, blue ?? 0);
}

function weigh(red: number, green: number, blue: number): number {
  return 0.2126 * linearLight(red) + 0.7152 * linearLight(green) + 0.0722 * linearLight(blue);
}

function ratio(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
