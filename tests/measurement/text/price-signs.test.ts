import { afterAll, describe, expect, it } from '@jest/globals';
import { withPriceSigns } from '../../../src/measurement/text/price-signs.js';
import { drawFlatText } from '../../support/draw-text-flat.js';
import { startTextReader } from '../../support/start-text-reader.js';

const reader = startTextReader();
afterAll(() => reader.stop());

/** `confidence` is that of the first character; `euro` the weight for an E before it that was not read. */
function signed(text: string, confidence: number, euro = 0): string {
  const characters = [...text].map((letter, i) => ({
    text: letter,
    confidence: i === 0 ? confidence : 0.99,
    shape: 0.9,
    at: (i + 1) / (text.length + 1),
    space: 0,
    cyrillic: 0,
    be: 0,
    euro: i === 0 ? euro : 0,
  }));
  return withPriceSigns(characters)
    .map((character) => character.text)
    .join('');
}

describe('the sign of a price', () => {
  it.each(['archivo', 'luckiest'] as const)('is read as €, here in %s', async (font) => {
    const { raster } = await drawFlatText({
      text: '€100 ONLY',
      font,
      capHeight: 90,
      letters: 255,
      ground: 30,
    });
    const { words } = await reader.read(raster);
    expect(words[0]!.text.replaceAll('O', '0')).toBe('€100');
  });

  it('is what the reader is unsure of before a number, or did not read', () => {
    expect(signed('E100', 0.6)).toBe('€100');
    expect(signed('5.99', 0.99, 0.15)).toBe('€5.99');
    expect(signed('天10,000', 0.78)).toBe('₹10,000');
  });

  it('is no sure letter, and none before another letter', () => {
    expect(signed('E30', 0.99)).toBe('E30');
    expect(signed('EXIT', 0.6)).toBe('EXIT');
    expect(signed('5.99', 0.99, 0.01)).toBe('5.99');
    expect(signed('天下', 0.9)).toBe('天下');
  });
});
