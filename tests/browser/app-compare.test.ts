import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { drawWeak } from '../../demo/draw.js';
import { Api } from '../support/api.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { answers } from '../support/fake-groq-answers.js';
import { type OpenPage, openApp } from '../support/open-app.js';
import { startBrowser } from '../support/start-browser.js';

let groq: FakeGroq;
let api: Api;
let browser: Browser;
let app: OpenPage;
let page: Page;
const ids = { judged: '', failed: '', better: '' };

beforeAll(async () => {
  groq = await startFakeGroq();
  const settings = { GROQ_API_KEY: groq.apiKey, GROQ_BASE_URL: groq.url };
  api = await Api.start({ ...settings });
  const picture = await drawWeak();
  const analyze = async (name: string) =>
    (await api.analyze(picture, { reuse: false }, `${name}.jpg`)).thumbnail.id;
  groq.respondWith(answers.completion({ scores: { '*': 10 } }));
  ids.judged = await analyze('judged');
  groq.respondWith(answers.completion({ scores: { '*': 30 } }));
  ids.better = await analyze('better');
  groq.respondWith(answers.status(500));
  ids.failed = await analyze('failed');
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await api?.remove();
  await groq?.stop();
});

beforeEach(async () => {
  app = await openApp(browser, api, `/app/compare/${ids.judged},${ids.failed},${ids.better}`);
  ({ page } = app);
  await page.locator('.differences').waitFor();
});

afterEach(async () => {
  expect(app.faults).toEqual([]);
  await app.close();
});

const differences = (column: number) =>
  page.locator(`.differences tbody tr td:nth-of-type(${column}) .difference`).allInnerTexts();

it('a picture beside itself without a judgement differs in nothing', async () => {
  const shown = await differences(2);
  expect(shown.filter((words) => words.includes('measured')).length).toBeGreaterThan(0);
  for (const words of shown) expect(words).toMatch(/^±0(\s+measured)?$/);
  expect(await page.locator('[data-total] .difference').count()).toBe(0);
  await page.getByText('not made of the same parts').waitFor();
});

it('a picture beside itself with a better judgement differs by that', async () => {
  const shown = await differences(3);
  expect(shown.filter((words) => words.startsWith('+')).length).toBeGreaterThan(0);
  for (const words of shown) expect(words).toMatch(/^(\+\d+|±0)$/);
});
