import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Api } from './api.js';

const SCREENSHOTS = fileURLToPath(new URL('../output/screenshots/', import.meta.url));

/** A tab that shows a page of ours, and what went wrong in it. */
export interface OpenPage {
  readonly page: Page;
  /** Errors of the console and of scripts, and requests that left the server. */
  readonly faults: string[];
  close(): Promise<void>;
}

/** Opens a view of the front end in a tab of its own, as somebody who never was here. */
export async function openApp(
  browser: Browser,
  api: Api,
  path = '/app/',
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const opened = await openPage(browser, api, path, options);
  await opened.page.locator('.site-header').waitFor();
  return opened;
}

/** Opens a page of the server in a tab of its own, as somebody who never was here. */
export async function openPage(
  browser: Browser,
  api: Api,
  path: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  // Sooner than jest ends the test, so that the error says what was waited for.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => {
    const isHere = request.url().startsWith(`${api.url}/`) || request.url().startsWith('blob:');
    if (!isHere) faults.push(`asked ${request.url()}`);
  });
  await page.goto(api.url + path);
  return { page, faults, close: () => context.close() };
}

/** Keeps a picture of the whole page as it stands, for people to look at. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: `${SCREENSHOTS}${name}.png`, fullPage: true });
}

/** Waits until every picture of the page is there, also those that load only when they come near. */
export async function allPicturesShown(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const image of document.images) image.loading = 'eager';
  });
  await page.waitForFunction(() =>
    [...document.images].every(({ complete, naturalWidth }) => complete && naturalWidth > 0),
  );
}
