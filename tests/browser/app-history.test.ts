import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Api } from '../support/api.js';
import { drawGood, GOOD_SEEDS } from '../support/draw.js';
import { type OpenPage, openApp } from '../support/open-app.js';
import { ThumbnailDocument, ThumbnailHistoryDocument } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { startBrowser } from '../support/start-browser.js';
import { until } from '../support/until.js';

const COUNT = 62;
/** The one that scores well. */
const GOOD = 20;
const GOOD_NAME = `Video ${GOOD}`;
/** Longer than a deletion can be undone. */
const LONG = 7000;

let api: Api;
let browser: Browser;
let app: OpenPage;
let page: Page;

beforeAll(async () => {
  api = await Api.start();
  const { png: good } = await drawGood(GOOD_SEEDS[0]!);
  for (let i = 0; i < COUNT; i++) {
    // Without a key for a model PREFERRED is PARTIAL, so that there are two kinds of result.
    const input = { title: `Video ${i}`, judge: i < 40 ? ('SKIP' as const) : ('PREFERRED' as const) };
    const picture = i === GOOD ? good : await smallPicture(i);
    await api.analyze(picture, input, `video-${i}.png`);
  }
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await api?.remove();
});

beforeEach(async () => {
  app = await openApp(browser, api, '/app/history');
  ({ page } = app);
  await card().first().waitFor();
});

afterEach(async () => {
  expect(app.faults).toEqual([]);
  await app.close();
});

const card = () => page.locator('.card');
const cardOf = (name: string) => card().filter({ has: page.getByText(name, { exact: true }) });
const names = () => page.locator('.card-name').allInnerTexts();
const deleteCard = (name: string) =>
  page.getByRole('button', { name: `Delete ${name}`, exact: true }).click();
const idOf = async (name: string) => {
  const { thumbnailHistory } = await api.ask(ThumbnailHistoryDocument, {
    first: 100,
    filter: { text: name },
  });
  return thumbnailHistory.edges.find(({ node }) => node.latestAnalysis.title === name)!.node.id;
};
// Read while it is deleted, it can be gone between two statements.
const isThere = async (id: string) => Boolean((await api.send(ThumbnailDocument, { id })).data?.thumbnail);

/** Scrolls until every thumbnail is there; a page that did not come is told by what the view says of it. */
async function scrollThroughAll(): Promise<void> {
  await until(async () => {
    // Not by the wheel: on a busy machine Chromium now and then never says that it took an event of it.
    await page.evaluate(() => scrollBy(0, 4000));
    const refusals = await page.locator('.notice').allInnerTexts();
    if (refusals.length > 0) throw new Error(refusals.join('\n'));
    return (await card().count()) >= COUNT;
  });
}

describe('the grid', () => {
  it('loads page after page as far as one scrolls, each thumbnail once and in order', async () => {
    expect(await card().count()).toBeLessThan(COUNT);
    await scrollThroughAll();
    const shown = await names();
    expect(shown).toEqual([...shown].sort((a, b) => Number(b.slice(6)) - Number(a.slice(6))));
    expect(new Set(shown).size).toBe(COUNT);
    expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
  });

  it('keeps what was loaded when one comes back from a result', async () => {
    await scrollThroughAll();
    await page.getByText('Video 5', { exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Video 5' }).waitFor();
    await page.goBack();
    await card().first().waitFor();
    expect(await card().count()).toBe(COUNT);
  });

  it('leads to the comparison of the marked ones', async () => {
    for (const name of ['Video 60', 'Video 58']) await page.getByLabel(`Compare ${name}`).check();
    await page.getByRole('link', { name: 'Compare 2 thumbnails' }).click();
    await page.getByRole('heading', { name: 'Side by side' }).waitFor();
    expect(await page.locator('.compared h2').allInnerTexts()).toEqual([
      expect.stringContaining('video-60.png'),
      expect.stringContaining('video-58.png'),
    ]);
  });
});

it('a picture that was sent since is in the history as well', async () => {
  await page.getByRole('link', { name: 'Analyse', exact: true }).click();
  const file = { name: 'fresh.png', mimeType: 'image/png', buffer: await smallPicture(500) };
  await page.setInputFiles('input[type=file]', file);
  await page.getByLabel('Title of the video').fill('Fresh');
  await page.getByLabel('Measure only').check();
  await page.getByRole('button', { name: 'Analyse', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Fresh' }).waitFor();
  await page.getByRole('link', { name: 'History' }).click();
  await cardOf('Fresh').waitFor();
  const id = await idOf('Fresh');
  await page.getByRole('button', { name: 'Delete Fresh' }).click();
  await page.goto('about:blank');
  await until(async () => !(await isThere(id)));
});

describe('the filters', () => {
  it('find by text, keep it in the address, and say when nothing fits', async () => {
    const search = page.getByLabel('Title or file');
    await search.fill('Video 17');
    await until(async () => (await card().count()) === 1);
    expect(await names()).toEqual(['Video 17']);
    expect(page.url()).toContain('text=Video+17');
    await page.reload();
    await until(async () => (await card().count()) === 1);
    await search.fill('nothing like this');
    await page.getByText('No thumbnail fits').waitFor();
  });

  it('show one kind alone', async () => {
    await page.getByLabel('Kind').selectOption('Incomplete');
    await until(async () => (await card().count()) === COUNT - 40);
    expect(new Set(await page.locator('.card-facts > span').allInnerTexts())).toEqual(
      new Set(['Incomplete']),
    );
  });

  it('sort by score, and pass only scores within the range', async () => {
    await page.getByRole('combobox', { name: 'Order' }).selectOption('Best');
    await until(async () => (await names())[0] === GOOD_NAME);
    const scores = (await page.locator('.card-score').allInnerTexts()).map(Number);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    await page.getByRole('combobox', { name: 'Score' }).selectOption('67 to 100');
    await until(async () => (await card().count()) === 1);
    expect(await names()).toEqual([GOOD_NAME]);
  });
});

describe('the line of scores', () => {
  it('has a point for each thumbnail and breaks where the status changes', async () => {
    const line = page.getByRole('img', { name: `Scores of the newest ${COUNT} thumbnails` });
    await line.waitFor();
    expect(await line.locator('.score-line-point').count()).toBe(COUNT);
    expect(await line.locator('polyline').count()).toBe(2);
  });
});

describe('a deletion', () => {
  it('hides the thumbnail at once, and undo brings it back in its place', async () => {
    await page.clock.install();
    const before = await names();
    await deleteCard('Video 59');
    await cardOf('Video 59').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await cardOf('Video 59').waitFor();
    expect((await names()).slice(0, before.length - 1)).toEqual(before.slice(0, -1));
    await page.clock.fastForward(LONG);
    expect(await isThere(await idOf('Video 59'))).toBe(true);
  });

  it('takes the focus to Undo, so that the keyboard can take it back', async () => {
    await page.getByRole('button', { name: 'Delete Video 57', exact: true }).press('Enter');
    await page.keyboard.press('Enter');
    await cardOf('Video 57').waitFor();
  });

  it('is carried out when its time is over', async () => {
    const id = await idOf('Video 56');
    await page.clock.install();
    await deleteCard('Video 56');
    expect(await isThere(id)).toBe(true);
    await page.clock.fastForward(LONG);
    await until(async () => !(await isThere(id)));
    await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
    await page.reload();
    await card().first().waitFor();
    expect(await names()).not.toContain('Video 56');
  });

  it('is carried out at once when the page is left', async () => {
    const id = await idOf('Video 55');
    await deleteCard('Video 55');
    await cardOf('Video 55').waitFor({ state: 'detached' });
    await page.goto('about:blank');
    await until(async () => !(await isThere(id)));
  });

  it('that the server does not carry out brings the thumbnail back, says why and tries again', async () => {
    await page.clock.install();
    await deleteCard('Video 54');
    await page.context().setOffline(true);
    await page.clock.fastForward(LONG);
    await page.getByText('You are offline.').waitFor();
    await cardOf('Video 54').waitFor();
    // Back on line it begins anew by itself, and can be undone once more.
    await page.context().setOffline(false);
    await cardOf('Video 54').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await cardOf('Video 54').waitFor();
    expect(await isThere(await idOf('Video 54'))).toBe(true);
    // Chromium writes each failed request to the console.
    app.faults.splice(0);
  });
});
