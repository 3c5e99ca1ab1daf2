import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { drawGood, GOOD_SEEDS } from '../support/draw.js';
import { letters } from '../support/draw-letters.js';
import { render } from '../support/draw-render.js';

describe('the drawing library', () => {
  it.each([
    ['anton', 'NO WAY?'],
    ['bebas', 'ALONE $100'],
    ['poppins', 'small words'],
  ] as const)('draws %s exactly where its box says', async (font, text) => {
    const { svg, box } = letters(text, { font, x: 80, y: 90, capHeight: 120, fill: '#fff' });
    const body = `<rect width="1280" height="320" fill="#000"/>${svg}`;
    const png = await render({ width: 1280, height: 320, defs: '', body });
    const { info } = await sharp(png)
      .trim({ background: '#000', threshold: 100 })
      .toBuffer({ resolveWithObject: true });
    const ink = [-(info.trimOffsetLeft ?? 0), -(info.trimOffsetTop ?? 0), info.width, info.height];
    [box.x, box.y, box.width, box.height].forEach((side, i) => {
      expect(Math.abs(side - (ink[i] ?? Number.NaN))).toBeLessThanOrEqual(2);
    });
  });

  it('draws the same picture for the same seed, with its words inside', async () => {
    for (const seed of GOOD_SEEDS) {
      const { png, words } = await drawGood(seed);
      expect((await drawGood(seed)).png.equals(png)).toBe(true);
      for (const { box } of words) {
        expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= 1280 && box.y + box.height <= 720).toBe(true);
      }
    }
  });
});
