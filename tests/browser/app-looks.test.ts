import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { drawRepaired, drawWeak } from '../../demo/draw.js';
import { Api } from '../support/api.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { answers } from '../support/fake-groq-answers.js';
import { handFiles } from '../support/hand-files.js';
import { allPicturesShown, keepScreenshot, openApp } from '../support/open-app.js';
import { startBrowser } from '../support/start-browser.js';

const MAX_BUNDLE_KB = 200;

let groq: FakeGroq;
let api: Api;
let browser: Browser;
let axe: string;
/** By what is special about each: its thumbnail's id. */
const ids = { judged: '', measured: '', partial: '' };

beforeAll(async () => {
  groq = await startFakeGroq();
  api = await Api.start({
    // Everything is measured, also on a busy machine.
    MEASURE_TIME_LIMIT_MS: '100000',
    MEASURE_TEXT: 'true',
    MEASURE_FACES: 'true',
    GROQ_API_KEY: groq.apiKey,
    GROQ_BASE_URL: groq.url,
  });
  browser = await startBrowser();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const [weak, repaired] = await Promise.all([drawWeak(), drawRepaired()]);
  const title = 'Building a rocket in my garden';
  const idOf = async (answer: ReturnType<Api['analyze']>) => (await answer).thumbnail.id;
  groq.respondWith(answers.status(500));
  ids.partial = await idOf(api.analyze(weak, { title, reuse: false }, 'weak.jpg'));
  groq.respondWith(answers.completion({ scores: { '*': 72, emotion: 40, colour: 90 } }));
  ids.measured = await idOf(api.analyze(weak, { title, judge: 'SKIP' }, 'weak.jpg'));
  ids.judged = await idOf(api.analyze(repaired, { title, audience: 'People who build' }, 'repaired.jpg'));
});

afterAll(async () => {
  await browser?.close();
  await api?.remove();
  await groq?.stop();
});

/** Every view, and how it is brought into the state that is looked at. */
const views: Readonly<Record<string, { path: () => string; prepare: (page: Page) => Promise<void> }>> = {
  start: {
    path: () => '/app/',
    prepare: (page) => page.getByText('at most 50 MB').waitFor(),
  },
  chosen: {
    path: () => '/app/',
    prepare: async (page) => {
      const bytes = await drawRepaired();
      const words = new TextEncoder().encode('no picture');
      await page.getByText('at most 50 MB').waitFor();
      await handFiles(page, 'drop', [
        { name: 'repaired.jpg', type: 'image/jpeg', bytes },
        { name: 'notes.txt', type: 'text/plain', bytes: words },
      ]);
      await page.locator('.notice').waitFor();
    },
  },
  judged: {
    path: () => `/app/t/${ids.judged}`,
    prepare: async (page) => {
      for (const name of [/^Text/, 'Badge']) await page.getByRole('button', { name }).click();
    },
  },
  measured: {
    path: () => `/app/t/${ids.measured}`,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Heat' }).click();
      await page.getByRole('button', { name: 'Thirds' }).click();
      await page
        .getByRole('button', { name: /^Show where/ })
        .first()
        .click();
    },
  },
  partial: {
    path: () => `/app/t/${ids.partial}`,
    prepare: (page) => page.locator('.notice').waitFor(),
  },
  comparison: {
    path: () => `/app/compare/${ids.measured},${ids.judged}`,
    prepare: (page) => page.locator('.differences').waitFor(),
  },
  'comparison-of-three': {
    path: () => `/app/compare/${ids.judged},${ids.measured},${ids.partial}`,
    prepare: (page) => page.locator('.differences').waitFor(),
  },
  history: {
    path: () => '/app/history',
    prepare: async (page) => {
      await page.getByRole('checkbox').first().check();
      await page.locator('.score-line').waitFor();
    },
  },
  deleting: {
    path: () => '/app/history',
    prepare: async (page) => {
      await page.clock.install();
      await page
        .getByRole('button', { name: /^Delete/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Undo' }).waitFor();
    },
  },
  empty: {
    path: () => '/app/history?text=nothing',
    prepare: (page) => page.getByText('No thumbnail fits').waitFor(),
  },
  nothing: {
    path: () => '/app/no/such/view',
    prepare: (page) => page.getByText('There is nothing here').waitFor(),
  },
};

const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [1280, 360].map((width) => ({ colorScheme, width })),
);

it.each(Object.keys(views))(
  'the view "%s" is accessible, fits and stays here, in every look',
  async (name) => {
    const { path, prepare } = views[name]!;
    // A colour in mid-change has a contrast of its own.
    const { page, faults, close } = await openApp(browser, api, path(), { reducedMotion: 'reduce' });
    await page.locator('h1').waitFor();
    await prepare(page);
    for (const { colorScheme, width } of looks) {
      const look = `${name}-${colorScheme}-${width}`;
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: width > 700 ? 900 : 740 });
      await allPicturesShown(page);
      await keepScreenshot(page, look);
      expect([look, await violations(page)]).toEqual([look, []]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect([look, Math.max(0, overflow)]).toEqual([look, 0]);
    }
    expect(faults).toEqual([]);
    await undo(page);
    await close();
  },
);

/** What would be deleted on leaving is wanted by the next test. */
async function undo(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Undo' });
  if ((await button.count()) > 0) await button.click();
}

/** What axe finds wrong, and where. */
async function violations(page: Page): Promise<string[]> {
  // As text it is evaluated by the browser itself; a script element would be stopped by the policy.
  await page.evaluate(axe);
  const found = (await page.evaluate('axe.run()')) as AxeResults;
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  );
}

it(`weighs at most ${MAX_BUNDLE_KB} kB, compressed`, async () => {
  const folder = new URL('../../web/dist/assets/', import.meta.url);
  const names = (await readdir(folder)).filter((name) => /\.(js|css)$/.test(name));
  const sizes = await Promise.all(
    names.map(async (name) => gzipSync(await readFile(new URL(name, folder))).length),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0) / 1000;
  process.stdout.write(`front end: ${total.toFixed(1)} kB of scripts and styles, gzip\n`);
  expect(total).toBeLessThanOrEqual(MAX_BUNDLE_KB);
});

it.each(['start', 'judged', 'history'])(
  'the view "%s" paints its largest part soon, and nothing jumps',
  async (name) => {
    const { page, close } = await openApp(browser, api, views[name]!.path());
    await page.locator('h1').waitFor();
    await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
    const [paints, shifts] = await Promise.all([
      entriesOf(page, 'largest-contentful-paint'),
      entriesOf(page, 'layout-shift'),
    ]);
    const paint = Math.round(paints.at(-1)!.startTime);
    const shift = shifts.reduce((sum, { value = 0 }) => sum + value, 0);
    process.stdout.write(
      `"${name}" on loopback: largest contentful paint ${paint} ms, layout shift ${shift.toFixed(3)}\n`,
    );
    expect(paint).toBeLessThan(5000);
    // What Web Vitals call good.
    expect(shift).toBeLessThan(0.1);
    await close();
  },
);

/** What the browser recorded of one kind so far; empty where there was nothing of it. */
function entriesOf(page: Page, type: string): Promise<{ startTime: number; value?: number }[]> {
  return page.evaluate(
    (wanted) =>
      new Promise((resolve) => {
        const seen: { startTime: number; value?: number }[] = [];
        const observer = new PerformanceObserver((list) =>
          seen.push(...list.getEntries().map((e) => e.toJSON())),
        );
        observer.observe({ type: wanted, buffered: true });
        // What was recorded before is handed over ahead of the frame after the next.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(seen))));
      }),
    type,
  );
}
