import { afterAll, describe, expect, it } from '@jest/globals';
import { looksCyrillic } from '../../../src/measurement/text/cyrillic-lookalike.js';
import type { FontName } from '../../support/draw-letters.js';
import { drawFlatText } from '../../support/draw-text-flat.js';
import { startTextReader } from '../../support/start-text-reader.js';

const reader = startTextReader();
afterAll(() => reader.stop());

async function read(text: string, font: FontName): Promise<string> {
  const { raster } = await drawFlatText({ text, font, capHeight: 90, letters: 255, ground: 30 });
  return (await reader.read(raster)).lines.map((line) => line.text ?? '(not read)').join(' / ');
}

describe('a 3 or a 6 among capitals', () => {
  it.each<[string, FontName]>([
    ['3AM', 'oswald'],
    ['3AM CHALLENGE', 'bebas'],
    ['3RD DAY', 'archivo'],
    ['6PM', 'anton'],
    ['6PACK', 'poppins'],
    ['6TH', 'bebas'],
    ['BMW E30', 'russo'],
    ['4K60', 'lilita'],
    ['4K60 FPS', 'montserrat'],
    ['H4CK3R', 'bebas'],
    ['A3 PAPER', 'oswald'],
  ])('is read: %s in %s', async (text, font) => {
    expect((await read(text, font)).replaceAll(' ', '').toUpperCase()).toBe(text.replaceAll(' ', ''));
  });

  it.each<[string, FontName]>([
    ['ЗНАЮ', 'montserratCyrillic'],
    ['РАБОТАЕТ', 'russoCyrillic'],
    ['БОМБА', 'russoCyrillic'],
  ])('is a Cyrillic letter: %s in %s', async (text, font) => {
    expect(await read(text, font)).toBe('(not read)');
  });
});

describe('a word of capitals with a b', () => {
  const looks = (word: string) =>
    looksCyrillic(
      word,
      [...word].map((text) => ({
        text,
        confidence: 0.9,
        shape: 0.9,
        at: 0,
        space: 0,
        cyrillic: 0,
        be: 0,
        euro: 0,
      })),
    );

  it.each(['About', 'Obey', 'Xbox', '16Kb', '100Mb', 'WebMD'])('is Latin: %s', (word) => {
    expect(looks(word)).toBe(false);
  });

  it.each(['Mbl', 'XBATb', '6blTb', 'CynbBA', '60Pb6A', 'bA3A'])('passes for Cyrillic: %s', (word) => {
    expect(looks(word)).toBe(true);
  });
});
