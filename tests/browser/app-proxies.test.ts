import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Api } from '../support/api.js';
import { handFiles } from '../support/hand-files.js';
import { openApp } from '../support/open-app.js';
import { smallPicture } from '../support/pictures.js';
import { startBrowser } from '../support/start-browser.js';

let api: Api;
let browser: Browser;
let page: Page;
let close: () => Promise<void>;

beforeAll(async () => {
  api = await Api.start();
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await api?.remove();
});

beforeEach(async () => {
  // Chromium writes each refused request to the console, so what stands there is no fault here.
  ({ page, close } = await openApp(browser, api));
  await page.getByText('at most 50 MB').waitFor();
});

afterEach(() => close());

const notice = (code: string) => page.locator(`[data-code=${code}]`);
/** Sends a picture that a proxy answers in place of the server. */
const sendInto = async (answer: { status: number; contentType?: string; body?: string }) => {
  await page.route('**/graphql', (route) => route.fulfill(answer), { times: 1 });
  await handFiles(page, 'drop', [{ name: 'picture.png', type: 'image/png', bytes: await smallPicture(1) }]);
  await page.getByRole('button', { name: 'Analyse', exact: true }).click();
};
const html = { kind: 'a page', contentType: 'text/html', body: '<h1>From a proxy</h1>' };
const json = { contentType: 'application/json' };

describe('a proxy that answers an upload in place of the server', () => {
  it.each([
    { status: 413, ...html, code: 'IMAGE_TOO_LARGE' },
    { status: 401, ...html, code: 'UNAUTHENTICATED' },
    { status: 429, ...html, code: 'RATE_LIMITED' },
    { status: 502, ...html, code: 'UNREACHABLE' },
    { status: 503, ...html, code: 'SERVER_BUSY' },
    { status: 504, ...html, code: 'UNREACHABLE' },
    { status: 200, ...html, code: 'ANSWER_UNUSABLE' },
    { status: 404, ...html, code: 'ANSWER_UNUSABLE' },
    { status: 204, kind: 'nothing', code: 'ANSWER_UNUSABLE' },
    { status: 200, ...json, kind: 'no data', body: '{"data":null}', code: 'ANSWER_UNUSABLE' },
    { status: 200, ...json, kind: 'neither data nor errors', body: '{}', code: 'ANSWER_UNUSABLE' },
  ])('with status $status and $kind is told as $code', async ({ code, kind: _kind, ...answer }) => {
    await sendInto(answer);
    await notice(code).waitFor();
    expect(await page.locator('.upload progress').count()).toBe(0);
  });

  it('by something else can be asked again', async () => {
    await sendInto({ status: 200, ...html });
    await notice('ANSWER_UNUSABLE').getByRole('button', { name: 'Try again' }).click();
    await page.locator('.dial').waitFor();
  });
});
