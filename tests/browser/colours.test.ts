import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { canonicalise } from '../../src/image/canonicalise.js';
import { type ColourCase, colourCases } from '../support/draw-colours.js';
import { startBrowser } from '../support/start-browser.js';

const LIMITS = { maxBytes: 50e6, maxPixels: 50e6 };
/** Mean difference of a channel, of 255. */
const MOST_SDR = 6;
const MOST_HDR = 16;

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await startBrowser();
  page = await browser.newPage();
});
afterAll(() => browser?.close());

/** Red, green, blue and alpha of every pixel, as the browser draws the picture on black. */
async function shownByBrowser({ type, bytes }: ColourCase): Promise<Uint8Array> {
  const shown = await page.evaluate(
    async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const context = canvas.getContext('2d');
      if (!context) throw new Error('there is no canvas');
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      return btoa(Array.from(data, (value) => String.fromCharCode(value)).join(''));
    },
    `data:image/${type};base64,${bytes.toString('base64')}`,
  );
  return Buffer.from(shown, 'base64');
}

function differences(pixels: Uint8Array, shown: Uint8Array): readonly number[] {
  return [0, 1, 2].map((channel) => {
    let sum = 0;
    for (let pixel = 0; 4 * pixel < shown.length; pixel += 1) {
      sum += Math.abs((pixels[3 * pixel + channel] ?? 0) - (shown[4 * pixel + channel] ?? 0));
    }
    return (4 * sum) / shown.length;
  });
}

test.each(await colourCases())('the raster has the colours that Chromium shows: $what', async (colours) => {
  const { image } = await canonicalise({ filename: 'a', bytes: colours.bytes, sha256: '' }, LIMITS);
  const shown = await shownByBrowser(colours);
  expect(image.pixels).toHaveLength((shown.length / 4) * 3);
  const most = Math.max(...differences(image.pixels, shown));
  expect(most).toBeLessThanOrEqual(colours.hdr ? MOST_HDR : MOST_SDR);
});
