import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Api } from '../support/api.js';
import { openApp } from '../support/open-app.js';
import { smallPicture } from '../support/pictures.js';
import { startBrowser } from '../support/start-browser.js';
import { JWT_ENVIRONMENT, makeToken, tokenFor } from '../support/tokens.js';

let api: Api;
let browser: Browser;

beforeAll(async () => {
  api = await Api.start({ ...JWT_ENVIRONMENT });
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await api?.remove();
});

const giveToken = async (page: Page, token: string) => {
  await page.getByLabel('Access token').fill(token);
  await page.getByRole('button', { name: 'Continue' }).click();
};

it('an upload without a token asks for one, and goes on with it to a result with its picture', async () => {
  const { page, close } = await openApp(browser, api);
  const file = { name: 'mine.png', mimeType: 'image/png', buffer: await smallPicture(1) };
  await page.setInputFiles('input[type=file]', file);
  await page.getByLabel('Measure only').check();
  await page.getByRole('button', { name: 'Analyse', exact: true }).click();
  await giveToken(page, `  ${await tokenFor('alice')} `);
  await page.getByRole('heading', { level: 1, name: 'mine.png' }).waitFor();
  await page.waitForFunction(() => [...document.images].some(({ naturalWidth }) => naturalWidth > 0));
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'mine.png' }).waitFor();
  await close();
});

it('a view asks for a token, says what is wrong with a bad one, and shows what belongs to its owner', async () => {
  const { page, close } = await openApp(browser, api, '/app/history');
  await giveToken(page, await makeToken({ claims: { aud: 'somebody else' } }));
  await page.locator('[data-code=UNAUTHENTICATED]').waitFor();
  await giveToken(page, await tokenFor('bob'));
  await page.getByText('Nothing has been analysed yet').waitFor();
  expect(await page.getByLabel('Access token').count()).toBe(0);
  await close();
});
