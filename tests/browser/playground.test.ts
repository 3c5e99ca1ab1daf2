import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { Api } from '../support/api.js';
import { keepScreenshot, openPage } from '../support/open-app.js';
import { smallPicture } from '../support/pictures.js';
import { startBrowser } from '../support/start-browser.js';

let api: Api;
let browser: Browser;

beforeAll(async () => {
  api = await Api.start();
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await api?.remove();
});

describe.each(['light', 'dark'] as const)('the playground in %s', (colorScheme) => {
  it('uploads a picture through its own form, and shows it in the history', async () => {
    const { page, faults, close } = await openPage(browser, api, '/playground/', { colorScheme });
    const file = { name: `${colorScheme}.png`, mimeType: 'image/png', buffer: await smallPicture(1) };

    await page.locator('.window-switcher__input').getByText('Analyse', { exact: true }).click();
    await page.locator('[class*=variables]').getByText('VARIABLES').first().click();
    await page.getByRole('button', { name: 'Add files' }).click();
    await page.getByPlaceholder('File name').fill('file');
    const dialogue = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Select files' }).last().click();
    await (await dialogue).setFiles(file);
    await page.getByRole('button', { name: 'Send Request' }).click();
    await page.getByText('200 OK').waitFor();
    await page.getByText('"analyzeThumbnail"').waitFor();
    await keepScreenshot(page, `playground-${colorScheme}`);

    await page.locator('.window-switcher__input').getByText('History', { exact: true }).click();
    await page.getByRole('button', { name: 'Send Request' }).click();
    await page.getByText(`"${colorScheme}.png"`).waitFor();
    // Altair says so of variables that it is about to fill in.
    expect(faults.filter((fault) => !fault.startsWith('Could not parse JSON.'))).toEqual([]);
    await close();
  });
});
