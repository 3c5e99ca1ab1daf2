import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Api } from '../support/api.js';
import { freePort } from '../support/free-port.js';
import { smallPicture } from '../support/pictures.js';
import { startBrowser } from '../support/start-browser.js';

let site: Server;
let api: Api;
let browser: Browser;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  const html = await readFile('examples/analyse.html');
  site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end(html);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => site.once('listening', resolve));
  const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  api = await Api.start({ CORS_ORIGINS: origin });
  browser = await startBrowser();
  page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  page.on('console', (message) => faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(`${origin}/analyse.html`);
  await page.getByLabel('Address of the API').fill(`${api.url}/graphql`);
});

afterAll(async () => {
  await browser?.close();
  await api?.remove();
  site?.closeAllConnections();
  site?.close();
});

describe('examples/analyse.html', () => {
  it('shows score, criteria and findings of a picture, from an origin of its own', async () => {
    await analyse('picture.png', await smallPicture(1));
    await heading(/^Score: \d+ of 100$/).waitFor();
    await page.getByText(/^PARTIAL: .+/).waitFor();
    expect(await page.locator('ul li').allTextContents()).toContainEqual(
      expect.stringMatching(/^focalPoint: \d+$/),
    );
    expect(await page.locator('ol li').first().textContent()).toMatch(/^(CRITICAL|MAJOR|MINOR): .+/);
    expect(faults).toEqual([]);
  });

  it('shows the code of a refusal and what to do', async () => {
    await analyse('words.png', Buffer.from('These are words, and no picture.'));
    await heading('Refused: IMAGE_TYPE_UNSUPPORTED').waitFor();
    await page.getByText('Choose a file of another format.').waitFor();
  });

  it('says where to look when no answer comes', async () => {
    await page.getByLabel('Address of the API').fill(`http://127.0.0.1:${await freePort()}/graphql`);
    await analyse('picture.png', await smallPicture(1));
    await page.getByText('No answer.').waitFor();
  });
});

const heading = (name: string | RegExp) => page.getByRole('heading', { name });

async function analyse(name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel('Picture').setInputFiles({ name, mimeType: 'image/png', buffer });
  await page.getByRole('button', { name: 'Analyse' }).click();
}
