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
  api = await Api.start({ ...settings });
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

describe('the focus', () => {
  const focused = () => page.evaluate(() => document.activeElement?.textContent);

  it('stays in the view when the picture whose button has it is removed', async () => {
    await handFiles(page, 'drop', [picture]);
    await page.getByRole('button', { name: 'Remove picture.png' }).press('Enter');
    await page.locator('.upload').waitFor({ state: 'detached' });
    expect(await focused()).toBe('How ready is your thumbnail?');
  });

  it('stays on "Analyse" when that ends in a refusal', async () => {
    await handFiles(page, 'drop', [words]);
    await analyse().and(page.locator(':not([aria-disabled=true])')).press('Enter');
    await page.locator('.notice').waitFor();
    expect(await focused()).toBe('Analyse');
    expect(await analyse().isDisabled()).toBe(true);
  });
});

it('says that pictures were left out only while there is room for no more', async () => {
  await handFiles(page, 'drop', [picture, picture, picture, picture]);
  await page.getByText('the others were left out').waitFor();
  await page.getByRole('button', { name: 'Remove picture.png' }).first().click();
  await page.getByText('the others were left out').waitFor({ state: 'detached' });
});

describe('a file', () => {
  it('that is dropped on another view does not open in place of the page', async () => {
    await goTo('History');
    await page.getByRole('heading', { name: 'History' }).waitFor();
    expect(await isTaken('Files')).toBe(true);
  });

  it('is no text: that falls into the field where it is dropped', async () => {
    expect(await isTaken('text/plain')).toBe(false);
  });

  /** Whether the page keeps the browser from doing what it does with what is dropped. */
  const isTaken = (type: string) =>
    page.evaluate((dragged) => {
      const dataTransfer = new DataTransfer();
      if (dragged === 'Files') dataTransfer.items.add(new File(['x'], 'x.png', { type: 'image/png' }));
      else dataTransfer.setData(dragged, 'Words');
      const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
      return event.defaultPrevented;
    }, type);

  it('that was chosen before the limits were known is checked when they come', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('UploadLimits')) await released;
      await route.continue();
    });
    await page.reload();
    await page.locator('.drop-zone').waitFor();
    await handFiles(page, 'drop', [{ ...picture, type: 'text/plain' }]);
    await page.getByText(picture.name).waitFor();
    release();
    await page.locator('[data-code=IMAGE_TYPE_UNSUPPORTED]').waitFor();
    await page.unrouteAll({ behavior: 'wait' });
  });
});

it('what is marked to be compared stays so while one looks at a result', async () => {
  await api.analyze(picture.bytes, { title: 'Marked', judge: 'SKIP' });
  await goTo('History');
  await page.getByLabel('Compare Marked').check();
  await page.locator('.card-link').first().click();
  await page.locator('.dial').waitFor();
  await page.goBack();
  await page.getByText('Mark one or two more').waitFor();
});
