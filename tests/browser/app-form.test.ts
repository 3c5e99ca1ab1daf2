import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Api } from '../support/api.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { type HandedFile, handFiles } from '../support/hand-files.js';
import { openApp } from '../support/open-app.js';
import { smallPicture } from '../support/pictures.js';
import { startBrowser } from '../support/start-browser.js';

let groq: FakeGroq;
let api: Api;
let browser: Browser;
let page: Page;
let close: () => Promise<void>;
let picture: HandedFile;

beforeAll(async () => {
  groq = await startFakeGroq();
  const settings = { GROQ_API_KEY: groq.apiKey, GROQ_BASE_URL: groq.url };
  api = await Api.start({ ...settings, MEASURE_TEXT: 'false', MEASURE_FACES: 'false' });
  browser = await startBrowser();
  picture = { name: 'picture.png', type: 'image/png', bytes: await smallPicture(1) };
});

afterAll(async () => {
  await browser?.close();
  await api?.remove();
  await groq?.stop();
});

beforeEach(async () => {
  // Chromium writes each failed request to the console, so what stands there is no fault here.
  ({ page, close } = await openApp(browser, api));
  await page.getByText('at most 50 MB').waitFor();
});

afterEach(() => close());

const words: HandedFile = {
  name: 'words.png',
  type: 'image/png',
  bytes: Buffer.from('These are words, whatever the name says. '.repeat(20)),
};
const title = () => page.getByLabel('Title of the video');
const measureOnly = () => page.getByLabel('Measure only');
const analyse = () => page.getByRole('button', { name: /^Analyse/ });
const goTo = (view: string) => page.getByRole('link', { name: view, exact: true }).click();

describe('what stands in the form', () => {
  it('is there again when one comes back from another view', async () => {
    await handFiles(page, 'drop', [picture]);
    await title().fill('Kept');
    await measureOnly().check();
    await goTo('History');
    await goTo('Analyse');
    expect(await title().inputValue()).toBe('Kept');
    expect(await measureOnly().isChecked()).toBe(true);
  });

  it('is sent again with a picture that failed, so that no model sees what was to be measured only', async () => {
    const before = groq.requests.length;
    await page.route('**/graphql', (route) => route.abort(), { times: 1 });
    await handFiles(page, 'drop', [picture]);
    await title().fill('Secret');
    await measureOnly().check();
    await analyse().click();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await goTo('History');
    await goTo('Analyse');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Secret' }).waitFor();
    expect(groq.requests).toHaveLength(before);
    await goTo('Analyse');
    expect(await title().inputValue()).toBe('');
  });
});

it('leaves no rows behind when one looks at the result beside a refused picture', async () => {
  await handFiles(page, 'drop', [picture, words]);
  await analyse().click();
  await page.getByRole('link', { name: 'See the result' }).click();
  await page.locator('.dial').waitFor();
  await goTo('Analyse');
  await page.getByRole('heading', { name: 'How ready is your thumbnail?' }).waitFor();
  expect(await page.locator('.upload').count()).toBe(0);
});
