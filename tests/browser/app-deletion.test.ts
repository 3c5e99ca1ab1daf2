import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Api } from '../support/api.js';
import { type OpenPage, openApp } from '../support/open-app.js';
import { ThumbnailDocument } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { startBrowser } from '../support/start-browser.js';

/** Longer than a deletion can be undone. */
const LONG = 7000;

let api: Api;
let browser: Browser;
let app: OpenPage;
let page: Page;
let id: string;

beforeAll(async () => {
  api = await Api.start();
  const input = { title: 'On its way out', judge: 'SKIP' as const };
  id = (await api.analyze(await smallPicture(1), input)).thumbnail.id;
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await api?.remove();
});

beforeEach(async () => {
  app = await openApp(browser, api, '/app/history');
  ({ page } = app);
  await page.locator('.card-link').click();
  await page.locator('.dial').waitFor();
  await page.clock.install();
});

afterEach(async () => {
  expect(app.faults).toEqual([]);
  await app.close();
});

const remove = () => page.getByRole('button', { name: 'Delete', exact: true });
const undo = () => page.getByRole('button', { name: 'Undo' });
// Read while it is deleted, it can be gone between two statements.
const isThere = async () => Boolean((await api.send(ThumbnailDocument, { id })).data?.thumbnail);

it('a deletion that was taken back is not carried out, however often one had asked for it', async () => {
  await remove().click();
  await undo().waitFor();
  await page.goBack();
  await page.locator('.dial').waitFor();
  if ((await remove().count()) > 0) await remove().click();
  await undo().click();
  await page.clock.fastForward(LONG);
  await undo().waitFor({ state: 'detached' });
  // What was sent by now would have been answered before this.
  await page.reload();
  expect(await isThere()).toBe(true);
});

it('a result that is on its way out says so, and offers no second deletion until that is undone', async () => {
  await remove().click();
  await undo().waitFor();
  await page.goBack();
  await page.getByText('About to be deleted').waitFor();
  expect(await remove().count()).toBe(0);
  await undo().click();
  await remove().waitFor();
});

it('the deletion of the result that is shown takes the focus to Undo', async () => {
  await remove().press('Enter');
  await page.getByRole('heading', { name: 'History' }).waitFor();
  expect(await focused()).toBe('Undo');
  await page.getByRole('heading', { name: 'History' }).focus();
  await page.keyboard.press('Shift+Tab');
  expect(await focused()).toBe('Undo');
  await page.keyboard.press('Enter');
  await undo().waitFor({ state: 'detached' });
  expect(await focused()).toBe('History');
});

const focused = () => page.evaluate(() => document.activeElement?.textContent);
