import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Api } from '../support/api.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { answers } from '../support/fake-groq-answers.js';
import { openApp } from '../support/open-app.js';
import { smallPicture } from '../support/pictures.js';
import { startBrowser } from '../support/start-browser.js';
import { until } from '../support/until.js';

/** More than one page of the grid. */
const COUNT = 30;

let groq: FakeGroq;
let api: Api;
let browser: Browser;
let page: Page;
let close: () => Promise<void>;

beforeAll(async () => {
  groq = await startFakeGroq();
  const settings = { GROQ_API_KEY: groq.apiKey, GROQ_BASE_URL: groq.url };
  api = await Api.start({ ...settings });
  for (let i = 0; i < COUNT; i++) {
    await api.analyze(await smallPicture(i), { title: `Video ${i}`, judge: 'SKIP' });
  }
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await api?.remove();
  await groq?.stop();
});

beforeEach(async () => {
  // Chromium writes each failed request to the console, so what stands there is no fault here.
  ({ page, close } = await openApp(browser, api, '/app/history'));
  await card().first().waitFor();
});

afterEach(() => close());

const card = () => page.locator('.card');
const names = () => page.locator('.card-name').allInnerTexts();
const tryAgain = () => page.getByRole('button', { name: 'Try again' });
const scrollToEnd = () =>
  until(async () => {
    await page.evaluate(() => scrollBy(0, 4000));
    return (await card().count()) >= COUNT || (await tryAgain().count()) > 0;
  });
/** Breaks off every request for a page of the grid that holds these words, until the line is mended. */
const breakPages = (words: string) =>
  page.route('**/graphql', async (route) => {
    const body = route.request().postData() ?? '';
    await (body.includes('HistoryPage') && body.includes(words) ? route.abort() : route.continue());
  });
const mend = () => page.unroute('**/graphql');

it('a list that failed begins at its beginning when it is asked for again', async () => {
  await breakPages('MEASURED');
  await page.getByLabel('Kind').selectOption('MEASURED');
  await tryAgain().waitFor();
  expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
  await mend();
  await tryAgain().click();
  await tryAgain().waitFor({ state: 'detached' });
  await card().first().waitFor();
  expect((await names())[0]).toBe(`Video ${COUNT - 1}`);
  await scrollToEnd();
  expect(await card().count()).toBe(COUNT);
});

describe('a next page that failed', () => {
  it('says so, and comes when it is asked for again', async () => {
    await breakPages('"after":"');
    await scrollToEnd();
    await page.getByText('The server does not answer.').waitFor();
    expect(await card().count()).toBeLessThan(COUNT);
    await mend();
    await tryAgain().click();
    await until(async () => (await card().count()) === COUNT);
    expect(new Set(await names()).size).toBe(COUNT);
    expect(await tryAgain().count()).toBe(0);
  });

  it('comes by itself when the line is back', async () => {
    await page.context().setOffline(true);
    await scrollToEnd();
    await page.getByText('You are offline.').waitFor();
    await page.context().setOffline(false);
    await until(async () => (await card().count()) === COUNT);
  });
});

it('a result that was completed is in no list of incomplete ones any more', async () => {
  groq.respondWith(answers.status(500));
  await api.analyze(await smallPicture(COUNT), { title: 'Half', reuse: false });
  groq.respondWith(answers.completion());
  await page.getByLabel('Kind').selectOption('PARTIAL');
  await until(async () => (await names()).join() === 'Half');
  await card().getByRole('link').click();
  await tryAgain().click();
  await page
    .locator('.dial figcaption')
    .filter({ hasText: /measured and judged/i })
    .waitFor();
  await page.goBack();
  await page.getByText('No thumbnail fits').waitFor();
  await page.getByLabel('Kind').selectOption('COMPLETE');
  await until(async () => (await names()).join() === 'Half');
});

it('the way to the whole history empties the field of the search as well', async () => {
  const search = page.getByLabel('Title or file');
  await search.fill('Video 17');
  await until(async () => (await names()).join() === 'Video 17');
  await page.getByRole('link', { name: 'History' }).click();
  await until(async () => (await card().count()) > 1);
  expect(await search.inputValue()).toBe('');
});
