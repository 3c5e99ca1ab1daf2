import sharp from 'sharp';
import type { Raster } from '../../src/image/canonical-image.js';
import { type FontName, fontOf, pathData } from './draw-letters.js';
import { random } from './draw-paint.js';
import { HEIGHT, photograph, scenery, WIDTH } from './draw-text-ground.js';

/** Writing in scripts that are not Latin. */
export interface DrawnForeign {
  readonly name: string;
  readonly script: Script;
  readonly raster: Raster;
  readonly lines: number;
}

const scripts = {
  japanese: {
    fonts: ['delaJapanese'],
    phrases: [
      ['日本語を話す', 'すごい'],
      ['世界一周'],
      ['朝の勉強法', '東京の夜'],
      ['ありがとう'],
      ['カレーの作り方'],
      ['絶対に', '見てください'],
      ['新しい生活'],
      ['猫と犬'],
    ],
  },
  arabic: {
    fonts: ['cairoArabic'],
    phrases: [
      ['مرحبا بالعالم'],
      ['كيف تتعلم', 'البرمجة'],
      ['أسرار النجاح'],
      ['الحقيقة'],
      ['رحلة إلى', 'القمر'],
      ['أفضل هاتف'],
      ['لا تشتري هذا'],
      ['طعام الشارع'],
    ],
  },
  cyrillic: {
    fonts: ['oswaldCyrillic', 'montserratCyrillic', 'russoCyrillic'],
    phrases: [
      ['КАК ЭТО', 'РАБОТАЕТ'],
      ['ПОЧЕМУ'],
      ['МОСКВА'],
      ['НОВЫЙ РЕКОРД'],
      ['ТРИ ДНЯ', 'В ЛЕСУ'],
      ['ВСЯ ПРАВДА'],
      ['НЕ ДЕЛАЙ', 'ТАК'],
      ['САМЫЙ БЫСТРЫЙ'],
      ['СТРОИМ ДОМ'],
      ['Ошибка'],
      ['МОТОР', 'ВМЕСТО ЛОШАДИ'],
      ['ХОРОШО'],
    ],
  },
} as const satisfies Record<string, { fonts: readonly FontName[]; phrases: readonly (readonly string[])[] }>;

export type Script = keyof typeof scripts;
export const SCRIPTS = Object.keys(scripts) as readonly Script[];

export async function drawForeign(script: Script, seed: number): Promise<DrawnForeign> {
  const next = random(seed * 104_729 + 3);
  const { fonts, phrases } = scripts[script];
  const font = fonts[seed % fonts.length] ?? 'cairoArabic';
  const phrase = phrases[Math.floor(next() * phrases.length)] ?? [];
  const ground = await (seed % 2 === 0 ? scenery(seed, seed % 4 === 0) : photograph(seed, seed));
  const capHeight = 60 + next() * 80;
  const turn = seed % 3 === 0 ? (next() - 0.5) * 12 : 0;
  const body = phrase.map((text, i) => {
    const size = capHeight / 0.75;
    const ink = fontOf(font).getPath(text, 0, 0, size).getBoundingBox();
    const path = fontOf(font).getPath(text, 640 - (ink.x1 + ink.x2) / 2, 260 + i * capHeight * 1.9, size);
    return (
      `<path transform="rotate(${turn} 640 360)" d="${pathData(path.commands)}" fill="#fff" stroke="#111" ` +
      `stroke-width="${(capHeight * 0.16).toFixed(1)}" stroke-linejoin="round" paint-order="stroke"/>`
    );
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${body.join('')}</svg>`;
  const pixels = await sharp(ground.pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .composite([{ input: Buffer.from(svg) }])
    .removeAlpha()
    .raw()
    .toBuffer();
  return {
    name: `${script} ${seed} ${phrase.join(' / ')}`,
    script,
    raster: { pixels, width: WIDTH, height: HEIGHT },
    lines: phrase.length,
  };
}
