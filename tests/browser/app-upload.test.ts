import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Api } from '../support/api.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { answers } from '../support/fake-groq-answers.js';
import { type HandedFile, handFiles } from '../support/hand-files.js';
import { type OpenPage, openApp } from '../support/open-app.js';
import { smallPicture } from '../support/pictures.js';
import { startBrowser } from '../support/start-browser.js';

let groq: FakeGroq;
let api: Api;
let browser: Browser;
let app: OpenPage;
let page: Page;
let files: HandedFile[];

beforeAll(async () => {
  groq = await startFakeGroq();
  const settings = { GROQ_API_KEY: groq.apiKey, GROQ_BASE_URL: groq.url };
  api = await Api.start({ ...settings });
  browser = await startBrowser();
  const pictures = await Promise.all([1, 2, 3, 4].map(smallPicture));
  files = pictures.map((bytes, i) => ({ name: `picture-${i + 1}.png`, type: 'image/png', bytes }));
});

afterAll(async () => {
  await browser?.close();
  await api?.remove();
  await groq?.stop();
});

beforeEach(async () => {
  groq.respondWith(answers.completion());
  app = await openApp(browser, api);
  ({ page } = app);
});

afterEach(async () => {
  expect(app.faults).toEqual([]);
  await app.close();
});

const payload = ({ name, type, bytes }: HandedFile) => ({
  name,
  mimeType: type,
  buffer: Buffer.from(bytes),
});
const analyse = () => page.getByRole('button', { name: /^Analyse/ }).click();
const dial = () => page.getByRole('img', { name: /^Score \d+ of 100/ });

describe('a picture', () => {
  it('chosen in the file dialogue comes back with a score and the title', async () => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByText('Choose thumbnails').click();
    await (await chooser).setFiles(payload(files[0]!));
    await page.getByLabel('Title of the video').fill('Six words that say it all');
    await page.getByLabel('Who it is for').fill('Everybody');
    await analyse();
    await page.getByRole('heading', { level: 1, name: 'Six words that say it all' }).waitFor();
    expect(await dial().getAttribute('aria-label')).toContain('Measured and judged');
    expect(page.url()).toMatch(/\/app\/t\/[0-9a-f-]{36}$/);
    expect(await page.title()).toContain('Six words');
  });

  it.each(['drop', 'paste'] as const)('that arrives by %s is sent like any other', async (how) => {
    await handFiles(page, how, [files[0]!]);
    await page.getByText('picture-1.png').waitFor();
    await page.getByLabel('Measure only').check();
    await analyse();
    await dial().waitFor();
    expect(await dial().getAttribute('aria-label')).toContain('Measured only');
  });

  it('that is measured only is shown to no model', async () => {
    const before = groq.requests.length;
    await handFiles(page, 'drop', [files[3]!]);
    await page.getByLabel('Measure only').check();
    await analyse();
    await dial().waitFor();
    expect(groq.requests).toHaveLength(before);
  });

  it('shows the time that passes while it is analysed, and can be called back', async () => {
    groq.respondWith(answers.hang());
    await handFiles(page, 'drop', [{ ...files[1]!, bytes: await smallPicture(77) }]);
    await analyse();
    const timer = page.getByRole('timer');
    await timer.waitFor();
    await page.waitForFunction(() => document.querySelector('[role=timer]')?.textContent !== '0.0 s');
    expect(await timer.textContent()).toMatch(/^\d+\.\d s$/);
    expect(await page.getByText('%').count()).toBe(0);
    await page.getByRole('button', { name: 'Cancel picture-2.png' }).click();
    await timer.waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Analyse', exact: true }).isEnabled()).toBe(true);
  });
});

it('says how much of a large picture has left', async () => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 200_000 };
  await session.send('Network.emulateNetworkConditions', slow);
  const large = Buffer.concat([files[0]!.bytes, Buffer.alloc(600_000)]);
  await handFiles(page, 'drop', [{ ...files[0]!, bytes: large }]);
  await page.getByLabel('Measure only').check();
  await analyse();
  const shares = await page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const seen: number[] = [];
        const look = () => {
          const bar = document.querySelector('progress');
          if (bar && seen.at(-1) !== bar.value) seen.push(bar.value);
          if (document.querySelector('[role=timer]') || document.querySelector('.dial')) resolve(seen);
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  expect(shares.length).toBeGreaterThan(2);
  expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  await dial().waitFor();
});

describe('three pictures', () => {
  it('are shown side by side with the difference of each criterion', async () => {
    groq.respondWith(
      answers.completion({ scores: { '*': 40 } }),
      answers.completion({ scores: { '*': 60 } }),
      answers.completion({ scores: { '*': 80 } }),
    );
    const fresh = await Promise.all([11, 12, 13].map(smallPicture));
    await handFiles(
      page,
      'drop',
      fresh.map((bytes, i) => ({ name: `way-${i + 1}.png`, type: 'image/png', bytes })),
    );
    await page.getByRole('button', { name: 'Analyse 3 thumbnails' }).click();
    await page.getByRole('heading', { name: 'Side by side' }).waitFor();
    expect(await dial().count()).toBe(3);
    const rows = await tableRows();
    const [, base, second, third] = rows[1]!;
    const [score = 0, difference = 0] = numbersIn(second!);
    expect(difference).toBe(score - Number(base));
    expect(numbersIn(third!)[1]).toBe(numbersIn(third!)[0]! - Number(base));
    expect(page.url()).toContain('/app/compare/');
    await page.reload();
    await page.getByRole('heading', { name: 'Side by side' }).waitFor();
  });

  it('are all that fits: a fourth is left out, and said to be', async () => {
    await handFiles(page, 'drop', files);
    await page.getByText('the others were left out').waitFor();
    expect(await page.locator('.upload').count()).toBe(3);
    await page.getByRole('button', { name: 'Remove picture-2.png' }).click();
    expect(await page.locator('.upload').count()).toBe(2);
  });

  const tableRows = async () => {
    const rows = await page.locator('.differences tbody tr').all();
    return Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
  };
  /** "61 −22" as [61, -22]. */
  const numbersIn = (cell: string) => cell.replaceAll('−', '-').replaceAll('±', '').split(/\s+/).map(Number);
});

it('everything from the start to the evidence can be done with the keyboard alone', async () => {
  const press = async (key: string, times = 1) => {
    for (let i = 0; i < times; i++) await page.keyboard.press(key);
  };
  const chooser = page.waitForEvent('filechooser');
  await press('Tab');
  expect(await focusedText()).toBe('Skip to the content');
  await press('Enter');
  await page.locator('main:focus').waitFor();
  await press('Tab');
  await page.locator('input[type=file]:focus').waitFor();
  await press('Space');
  await (await chooser).setFiles(payload(files[2]!));
  await page.getByText('picture-3.png').waitFor();
  await press('Tab');
  expect(await focusedText()).toBe('Remove');
  await press('Tab');
  await page.keyboard.type('No mouse');
  await press('Tab', 3);
  await press('Enter');
  await page.getByRole('heading', { level: 1, name: 'No mouse' }).waitFor();
  expect(await focusedText()).toBe('No mouse');
  await press('Tab', 2);
  expect(await focusedText()).toBe('Heat');
  await press('Space');
  await page.getByAltText('What draws the eye').waitFor();
});

const focusedText = () => page.evaluate(() => document.activeElement?.textContent);
