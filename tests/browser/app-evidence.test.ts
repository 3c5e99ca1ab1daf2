import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { drawWeak } from '../../demo/draw.js';
import { Api } from '../support/api.js';
import { type OpenPage, openApp } from '../support/open-app.js';
import { startBrowser } from '../support/start-browser.js';

let api: Api;
let browser: Browser;
let app: OpenPage;
let page: Page;
const ids = { partial: '', measured: '', narrow: '' };

beforeAll(async () => {
  // Without a key for a model, as on most servers of one's own.
  api = await Api.start();
  const picture = await drawWeak();
  // So far from 16:9 the corner with the badge lies beside the picture for the most part.
  const narrow = await sharp(picture).resize(1280, 920, { fit: 'fill' }).png().toBuffer();
  ids.partial = (await api.analyze(picture)).thumbnail.id;
  ids.measured = (await api.analyze(picture, { judge: 'SKIP' })).thumbnail.id;
  ids.narrow = (await api.analyze(narrow, { judge: 'SKIP', title: 'مرحبا بالعالم!' })).thumbnail.id;
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await api?.remove();
});

const open = async (path: string, width = 1280, height = 900) => {
  app = await openApp(browser, api, path, { viewport: { width, height } });
  ({ page } = app);
};
const openResult = async (id: string, width?: number, height?: number) => {
  await open(`/app/t/${id}`, width, height);
  await page.locator('.dial').waitFor();
};

afterEach(async () => {
  expect(app.faults).toEqual([]);
  await app.close();
});

describe('what a score is made of', () => {
  it.each([
    { id: () => ids.partial, word: 'Incomplete' },
    { id: () => ids.measured, word: 'Measured only' },
  ])('is called "$word" on the dial, on the card and in the filter', async ({ id, word }) => {
    await openResult(id());
    expect(await page.locator('.dial figcaption').innerText()).toMatch(new RegExp(`^${word}`));
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByLabel('Kind').selectOption(word);
    await page.locator(`.card-link[href$="${id()}"] .card-facts`).getByText(word, { exact: true }).waitFor();
  });

  it('is told where a family is switched off, and nothing claims that none was found', async () => {
    await openResult(ids.measured);
    await page.getByText('Not part of the score: text, faces').waitFor();
    for (const name of ['Text –', 'Faces –']) {
      const button = page.getByRole('button', { name });
      expect(await button.isDisabled()).toBe(true);
      expect(await button.getAttribute('title')).toBe('Not measured');
    }
  });
});

describe('a finding that is pinned', () => {
  const lit = () => page.locator('[data-layer=lit]');
  /** The last one, which is the furthest from the picture. */
  const pin = async () => {
    const button = page.getByRole('button', { name: /^Show where/ }).last();
    await button.click();
    return button;
  };

  it('stays lit when the pointer passes over other things', async () => {
    await openResult(ids.measured);
    const button = await pin();
    await page.locator('.criterion').first().hover();
    await page.getByRole('heading', { level: 1 }).hover();
    expect(await lit().count()).toBe(1);
    expect(await button.getAttribute('aria-pressed')).toBe('true');
  });

  it.each([360, 720, 768, 900, 1000, 1280])('is seen in the picture, %d pixels wide', async (width) => {
    await openResult(ids.measured, width);
    const button = await pin();
    await button.evaluate((element) => element.scrollIntoView({ block: 'end' }));
    const shown = await page.locator('.evidence-frame').evaluate((frame) => {
      const { top, bottom } = frame.getBoundingClientRect();
      return Math.min(bottom, innerHeight) - Math.max(top, 0);
    });
    expect(shown).toBeGreaterThan(100);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });
});

it('the badge has no word in it where that would be cut', async () => {
  await openResult(ids.narrow);
  await page.getByRole('button', { name: 'Badge' }).click();
  await page.locator('[data-layer=badge] .line').nth(1).waitFor();
  expect(await page.locator('[data-layer=badge] text').count()).toBe(0);
});

it('a title keeps its direction of writing', async () => {
  await openResult(ids.narrow);
  const direction = (selector: string) =>
    page.locator(selector).evaluate((element) => getComputedStyle(element).direction);
  expect(await direction('h1')).toBe('rtl');
  await page.getByRole('link', { name: 'History' }).click();
  await page.locator('.card').first().waitFor();
  expect(await direction(`.card-link[href$="${ids.narrow}"] .card-name`)).toBe('rtl');
});
