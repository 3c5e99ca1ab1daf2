import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import opentype from 'opentype.js';

/** In pixels from the top left corner of the drawing. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Words as outlines, so that no font of the machine has a say. */
export interface Letters {
  readonly text: string;
  readonly svg: string;
  /** Around the ink of the letters, without outline and shadow. */
  readonly box: Box;
}

export interface LetterStyle {
  readonly font?: FontName;
  /** Left edge of the ink. */
  readonly x: number;
  /** Top edge of the ink of a capital. */
  readonly y: number;
  /** Height of a capital. */
  readonly capHeight: number;
  readonly fill: string;
  readonly outline?: string;
  readonly outlineWidth?: number;
  /** SVG transform applied around the letters; the box is that of the letters before it. */
  readonly transform?: string;
}

const files = {
  anton: '@fontsource/anton/files/anton-latin-400-normal.woff',
  archivo: '@fontsource/archivo-black/files/archivo-black-latin-400-normal.woff',
  bangers: '@fontsource/bangers/files/bangers-latin-400-normal.woff',
  bebas: '@fontsource/bebas-neue/files/bebas-neue-latin-400-normal.woff',
  lilita: '@fontsource/lilita-one/files/lilita-one-latin-400-normal.woff',
  luckiest: '@fontsource/luckiest-guy/files/luckiest-guy-latin-400-normal.woff',
  marker: '@fontsource/permanent-marker/files/permanent-marker-latin-400-normal.woff',
  montserrat: '@fontsource/montserrat/files/montserrat-latin-800-normal.woff',
  oswald: '@fontsource/oswald/files/oswald-latin-600-normal.woff',
  poppins: '@fontsource/poppins/files/poppins-latin-500-normal.woff',
  russo: '@fontsource/russo-one/files/russo-one-latin-400-normal.woff',
  cairoArabic: '@fontsource/cairo/files/cairo-arabic-900-normal.woff',
  delaJapanese: '@fontsource/dela-gothic-one/files/dela-gothic-one-japanese-400-normal.woff',
  montserratCyrillic: '@fontsource/montserrat/files/montserrat-cyrillic-800-normal.woff',
  oswaldCyrillic: '@fontsource/oswald/files/oswald-cyrillic-600-normal.woff',
  russoCyrillic: '@fontsource/russo-one/files/russo-one-cyrillic-400-normal.woff',
} as const;

export type FontName = keyof typeof files;

const require = createRequire(import.meta.url);
const loaded = new Map<FontName, opentype.Font>();

export function fontOf(name: FontName): opentype.Font {
  const known = loaded.get(name);
  if (known) return known;
  const bytes = readFileSync(require.resolve(files[name]));
  const font = opentype.parse(new Uint8Array(bytes).buffer);
  loaded.set(name, font);
  return font;
}

export function letters(text: string, style: LetterStyle): Letters {
  const font = fontOf(style.font ?? 'anton');
  const capital = font.getPath('H', 0, 0, 1000).getBoundingBox();
  const size = (style.capHeight * 1000) / -capital.y1;
  const ink = font.getPath(text, 0, 0, size).getBoundingBox();
  const path = font.getPath(text, style.x - ink.x1, style.y + style.capHeight, size);
  const { x1, y1, x2, y2 } = path.getBoundingBox();
  const outlineWidth = style.outlineWidth ?? 0;
  const outline = style.outline
    ? `stroke="${style.outline}" stroke-width="${2 * outlineWidth}" stroke-linejoin="round" paint-order="stroke"`
    : '';
  const data = pathData(path.commands);
  return {
    text,
    svg: `<g ${style.transform ? `transform="${style.transform}"` : ''}><path d="${data}" fill="${style.fill}" ${outline}/></g>`,
    box: { x: x1, y: y1, width: x2 - x1, height: y2 - y1 },
  };
}

// Ours, because toPathData of opentype.js 2.0.0 writes NaN for numbers such as 264.00000000000006, and leaves the
// contours of some fonts open, which shows as soon as they are outlined.
export function pathData(commands: readonly opentype.PathCommand[]): string {
  const parts = commands.flatMap((command, i) => {
    if (command.type === 'Z') return [];
    const contour = command.type === 'M' && i > 0 ? ['Z', 'M'] : [command.type];
    return [...contour, ...points(command).map((value) => value.toFixed(2))];
  });
  return `${parts.join(' ')} Z`;
}

function points(command: opentype.PathCommand): number[] {
  switch (command.type) {
    case 'M':
    case 'L':
      return [command.x, command.y];
    case 'C':
      return [command.x1, command.y1, command.x2, command.y2, command.x, command.y];
    case 'Q':
      return [command.x1, command.y1, command.x, command.y];
    case 'Z':
      return [];
  }
}
