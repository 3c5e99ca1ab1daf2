import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { Api } from '../support/api.js';
import { type HandedFile, handFiles } from '../support/hand-files.js';
import { openApp } from '../support/open-app.js';
import { smallPicture } from '../support/pictures.js';
import { startBrowser } from '../support/start-browser.js';

let api: Api;
let browser: Browser;
let page: Page;
let close: () => Promise<void>;
let picture: Buffer;

beforeAll(async () => {
  api = await Api.start({ MAX_UPLOAD_MB: '1' });
  browser = await startBrowser();
  picture = await smallPicture(1);
});

afterAll(async () => {
  await browser?.close();
  await api?.remove();
});

beforeEach(async () => {
  // Chromium writes each refused request to the console, so what stands there is no fault here.
  ({ page, close } = await openApp(browser, api));
  await page.getByText('at most 1 MB').waitFor();
});

afterEach(() => close());

const png = (bytes: Uint8Array): HandedFile => ({ name: 'picture.png', type: 'image/png', bytes });
const notice = (code: string) => page.locator(`[data-code=${code}]`);
const send = async (file: HandedFile) => {
  await handFiles(page, 'drop', [file]);
  await page.getByLabel('Measure only').check();
  await page.getByRole('button', { name: 'Analyse', exact: true }).click();
};
const uploads = () => {
  const seen: string[] = [];
  page.on('request', (request) => {
    const type = request.headers()['content-type'] ?? '';
    if (type.startsWith('multipart/')) seen.push(request.url());
  });
  return seen;
};

describe('a file is refused before a byte of it is sent', () => {
  it.each([
    ['for its size', 'IMAGE_TOO_LARGE', () => png(Buffer.alloc(1_500_000)), '1.4 MB; at most 1 MB'],
    ['for its type', 'IMAGE_TYPE_UNSUPPORTED', () => ({ ...png(picture), type: 'text/plain' }), 'JPEG, PNG'],
  ])('%s', async (_why, code, file, words) => {
    const sent = uploads();
    await handFiles(page, 'drop', [file()]);
    await notice(code).getByText(words).waitFor();
    expect(await page.getByRole('button', { name: 'Analyse', exact: true }).isDisabled()).toBe(true);
    expect(sent).toEqual([]);
  });

  it('for its dimensions', async () => {
    const tiny = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#123456' } })
      .png()
      .toBuffer();
    await handFiles(page, 'drop', [png(tiny)]);
    await notice('IMAGE_DIMENSIONS_UNSUPPORTED').getByText('40×20').waitFor();
  });
});

describe('the server refuses what got past', () => {
  it('an empty file', async () => {
    await send(png(Buffer.alloc(0)));
    await notice('IMAGE_MISSING').waitFor();
  });

  it('text that calls itself a picture', async () => {
    await send(png(Buffer.from('These are words, whatever the name says. '.repeat(20))));
    await notice('IMAGE_TYPE_UNSUPPORTED').waitFor();
  });

  it('a picture that ends half-way', async () => {
    const jpeg = await sharp(picture).jpeg().toBuffer();
    await send({ name: 'half.jpg', type: 'image/jpeg', bytes: jpeg.subarray(0, jpeg.length / 2) });
    await notice('IMAGE_CORRUPT').getByText('Export it again').waitFor();
  });

  it('a file that is too large, where the limits could not be had', async () => {
    await page.route('**/graphql', async (route) => {
      const isLimits = route.request().postData()?.includes('UploadLimits');
      await (isLimits ? route.abort() : route.continue());
    });
    await page.reload();
    await send(png(Buffer.concat([picture, Buffer.alloc(1_200_000)])));
    await notice('IMAGE_TOO_LARGE').getByText('Save the picture').waitFor();
  });

  it('and the other pictures are analysed all the same', async () => {
    await handFiles(page, 'drop', [
      png(picture),
      { ...png(Buffer.from('no picture'.repeat(40))), name: 'words.png' },
    ]);
    await page.getByLabel('Measure only').check();
    await page.getByRole('button', { name: 'Analyse 2 thumbnails' }).click();
    await notice('IMAGE_TYPE_UNSUPPORTED').waitFor();
    await page.getByRole('link', { name: 'See the result' }).waitFor();
    await page.getByRole('button', { name: 'Remove words.png' }).click();
    await page.locator('.dial').waitFor();
  });
});

/** Answers the next upload like a server under a load that a test cannot make, and lets later ones through. */
async function refuseOnce(status: number, code: string, retryAfter?: number): Promise<void> {
  const extensions = { code, ...(retryAfter === undefined ? {} : { retryAfter }) };
  await page.route(
    '**/graphql',
    (route) =>
      route.fulfill({
        status,
        contentType: 'application/graphql-response+json; charset=utf-8',
        body: JSON.stringify({ errors: [{ message: 'In words of the server.', extensions }] }),
      }),
    { times: 1 },
  );
}

describe('where waiting helps', () => {
  it.each([
    [503, 'SERVER_BUSY', 'is busy'],
    [503, 'DATABASE_UNAVAILABLE', 'look at the history'],
    [503, 'STORAGE_UNAVAILABLE', 'Nothing was stored'],
  ])('%d %s counts the seconds, then offers to try again', async (status, code, words) => {
    await refuseOnce(status, code, 3);
    await page.clock.install();
    await send(png(picture));
    await notice(code).getByText(words).waitFor();
    expect(await notice(code).getByRole('button', { name: 'Try again in 3 s' }).isDisabled()).toBe(true);
    await page.clock.runFor(1000);
    await notice(code).getByRole('button', { name: 'Try again in 2 s' }).waitFor();
    await page.clock.runFor(2000);
    await notice(code).getByRole('button', { name: 'Try again', exact: true }).click();
    await page.locator('.dial').waitFor();
  });

  it('an answer that is no GraphQL is a server that does not answer, and can be asked again', async () => {
    const proxy = { status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' };
    await page.route('**/graphql', (route) => route.fulfill(proxy), { times: 1 });
    await send(png(picture));
    await notice('UNREACHABLE').getByRole('button', { name: 'Try again' }).click();
    await page.locator('.dial').waitFor();
  });

  it('a server that asks who it is takes a token, keeps it for this tab and goes on', async () => {
    await page.route('**/graphql', async (route) => {
      const isKnown = route.request().headers().authorization === 'Bearer a.good.token';
      const extensions = { code: 'UNAUTHENTICATED' };
      const body = JSON.stringify({ errors: [{ message: 'The token is missing.', extensions }] });
      const contentType = 'application/graphql-response+json; charset=utf-8';
      await (isKnown ? route.continue() : route.fulfill({ status: 401, contentType, body }));
    });
    await page.goto(`${api.url}/app/history`);
    await notice('UNAUTHENTICATED').getByText('requires authentication').waitFor();
    await page.getByLabel('Access token').fill('  a.good.token ');
    await page.getByRole('button', { name: 'Continue' }).click();
    await notice('UNAUTHENTICATED').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByLabel('Title or file').waitFor();
    expect(await notice('UNAUTHENTICATED').count()).toBe(0);
  });

  it('an upload that breaks off because the line is gone goes on by itself when it is back', async () => {
    await page.context().setOffline(true);
    await send(png(picture));
    await notice('OFFLINE').getByText('You are offline.').waitFor();
    await page.context().setOffline(false);
    await page.locator('.dial').waitFor();
  });

  it('a view that could not be loaded offline loads when the line is back', async () => {
    await page.context().setOffline(true);
    await page.getByRole('link', { name: 'History' }).click();
    await notice('OFFLINE').waitFor();
    await page.context().setOffline(false);
    await notice('OFFLINE').waitFor({ state: 'detached' });
    await page.getByLabel('Title or file').waitFor();
  });

  it('a server that limits analyses says how long to wait', async () => {
    await api.stop();
    await api.start({ ANALYSES_PER_MINUTE: '1' });
    await page.goto(`${api.url}/app/`);
    await send(png(picture));
    await page.locator('.dial').waitFor();
    await page.goto(`${api.url}/app/`);
    await send(png(picture));
    await notice('RATE_LIMITED').getByText('Wait a moment').waitFor();
    const wait = notice('RATE_LIMITED').getByRole('button', { name: /^Try again in ([1-9]|[1-5]\d|60) s$/ });
    expect(await wait.isDisabled()).toBe(true);
  });
});
