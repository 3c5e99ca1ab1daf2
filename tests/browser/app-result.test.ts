import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { drawWeak } from '../../demo/draw.js';
import { Api } from '../support/api.js';
import { drawGood, GOOD_SEEDS } from '../support/draw.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { answers } from '../support/fake-groq-answers.js';
import { type OpenPage, openApp } from '../support/open-app.js';
import { AnalysisDocument, type AnalysisQuery } from '../support/operations.generated.js';
import { startBrowser } from '../support/start-browser.js';

type Box = { x: number; y: number; width: number; height: number };

let groq: FakeGroq;
let api: Api;
let browser: Browser;
let app: OpenPage;
let page: Page;
let judged: string;
let measured: string;
let stored: NonNullable<AnalysisQuery['analysis']>;

beforeAll(async () => {
  groq = await startFakeGroq();
  api = await Api.start({
    MEASURE_TEXT: 'true',
    MEASURE_FACES: 'true',
    GROQ_API_KEY: groq.apiKey,
    GROQ_BASE_URL: groq.url,
  });
  browser = await startBrowser();
  const { png } = await drawGood(GOOD_SEEDS[0]!);
  const withJudge = await api.analyze(png, { title: 'With a judge' }, 'judged.png');
  judged = withJudge.thumbnail.id;
  measured = (await api.analyze(png, { judge: 'SKIP' }, 'measured.png')).thumbnail.id;
  stored = (await api.ask(AnalysisDocument, { id: withJudge.id })).analysis!;
});

afterAll(async () => {
  await browser?.close();
  await api?.remove();
  await groq?.stop();
});

const open = async (id: string) => {
  app = await openApp(browser, api, `/app/t/${id}`);
  page = app.page;
  await page.locator('.dial').waitFor();
};

afterEach(async () => {
  expect(app.faults).toEqual([]);
  await app.close();
});

const toggle = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const boxesOf = (layer: string) => page.locator(`[data-layer=${layer}] .line`);

/** Where a shape lies in the picture, in fractions of it. */
async function placeOf(shape: Locator): Promise<Box> {
  const [inner, outer] = await Promise.all([
    shape.evaluate((element) => {
      // The box without its line: of a stroke that does not scale, browsers know no other.
      const matrix = (element as SVGRectElement).getScreenCTM()!;
      const { x, y, width, height } = (element as SVGRectElement).getBBox();
      return {
        x: x * matrix.a + matrix.e + scrollX,
        y: y * matrix.d + matrix.f + scrollY,
        width: width * matrix.a,
        height: height * matrix.d,
      };
    }),
    page
      .locator('.evidence-frame > img')
      .first()
      .evaluate((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return { x: x + scrollX, y: y + scrollY, width, height };
      }),
  ]);
  return {
    x: (inner.x - outer.x) / outer.width,
    y: (inner.y - outer.y) / outer.height,
    width: inner.width / outer.width,
    height: inner.height / outer.height,
  };
}

function expectSamePlace(seen: Box, wanted: Box): void {
  for (const side of ['x', 'y', 'width', 'height'] as const) expect(seen[side]).toBeCloseTo(wanted[side], 2);
}

describe('a result with a judgement', () => {
  it('shows the stored score, both halves of each criterion with their reason, and the model’s words', async () => {
    await open(judged);
    const label = await page.locator('.dial svg').getAttribute('aria-label');
    expect(label).toBe(`Score ${stored.score} of 100. Measured and judged`);
    const shown = await page.locator('.criterion').allInnerTexts();
    expect(shown).toHaveLength(stored.criteria.length);
    for (const [i, { score, measured, judged, reason }] of stored.criteria.entries()) {
      expect(shown[i]).toContain(reason);
      for (const number of [score, measured, judged]) expect(shown[i]).toContain(String(number ?? '–'));
    }
    await page.getByText(stored.judgement!.summary).waitFor();
    await page.getByText(stored.judgement!.strengths[0]!).waitFor();
  });

  it('lists the findings in the order of the server, with what to do', async () => {
    await open(judged);
    const messages = await page.locator('.finding-message').allInnerTexts();
    expect(messages).toEqual(stored.findings.map(({ message }) => message));
    expect(await page.locator('.finding-suggestion').allInnerTexts()).toEqual(
      stored.findings.map(({ suggestion }) => suggestion),
    );
  });

  it('draws the words, the badge and the thirds where they were measured, and takes them away again', async () => {
    await open(judged);
    const { text, overlays, saliency } = stored.measurements;
    const layers = [
      { name: /^Text/, key: 'text', regions: text!.lines.map(({ region }) => region) },
      { name: 'Badge', key: 'badge', regions: overlays!.overlays.flatMap(({ region }) => region ?? []) },
      { name: 'Thirds', key: 'thirds', regions: saliency!.thirds.map(({ region }) => region) },
    ];
    for (const { name, key, regions } of layers) {
      expect(regions.length).toBeGreaterThan(0);
      await toggle(name);
      expect(await boxesOf(key).count()).toBe(regions.length);
      for (const [i, region] of regions.entries()) {
        expectSamePlace(await placeOf(boxesOf(key).nth(i)), region);
      }
      await toggle(name);
      expect(await boxesOf(key).count()).toBe(0);
    }
  });

  it('lays the heat map over the picture, as large as it is', async () => {
    await open(judged);
    await toggle('Heat');
    const heat = page.getByAltText('What draws the eye');
    await page.waitForFunction(() =>
      [...document.images].every(({ complete, naturalWidth }) => complete && naturalWidth > 0),
    );
    expect(await heat.boundingBox()).toEqual(await page.getByAltText(/^Thumbnail/).boundingBox());
  });

  it('shows the strip of small sizes, one pixel for one pixel', async () => {
    await open(judged);
    const strip = page.getByAltText(/360, 168 and 120/);
    await strip.scrollIntoViewIfNeeded();
    expect(await strip.boundingBox()).toMatchObject({ width: 744, height: 612 });
  });
});

describe('a finding that has a place', () => {
  const lit = () => boxesOf('lit');
  const openWithPlace = async () => {
    const { analyzeThumbnail } = (await api.upload(await drawWeak(), { judge: 'SKIP' })).data!;
    const placed = analyzeThumbnail.findings.find(({ region }) => region !== null)!;
    await open(analyzeThumbnail.thumbnail.id);
    return { placed, item: page.locator('.findings li').filter({ hasText: placed.message }) };
  };

  it('lights it while the pointer is on it', async () => {
    const { placed, item } = await openWithPlace();
    await item.hover();
    expectSamePlace(await placeOf(lit()), placed.region!);
    await page.mouse.move(0, 0);
    await lit().waitFor({ state: 'detached' });
  });

  it('lights it while the focus is on it, and keeps it lit when pressed', async () => {
    const { placed, item } = await openWithPlace();
    const button = item.getByRole('button', { name: /^Show where/ });
    await button.focus();
    expectSamePlace(await placeOf(lit()), placed.region!);
    await page.getByRole('button', { name: 'Delete' }).focus();
    await lit().waitFor({ state: 'detached' });
    await button.press('Enter');
    await page.getByRole('button', { name: 'Delete' }).focus();
    await lit().waitFor();
    expect(await button.getAttribute('aria-pressed')).toBe('true');
  });
});

describe('a result without a judgement', () => {
  it('says "Measured only" and shows no judged half', async () => {
    await open(measured);
    expect(await page.locator('.dial figcaption').innerText()).toBe('Measured only');
    expect(await page.locator('.half-judged').count()).toBe(0);
    expect(await page.getByText('In the model’s words').count()).toBe(0);
  });

  it.each([
    { name: 'is out of order', answer: answers.status(500), words: 'The model cannot be reached.' },
    { name: 'talks nonsense', answer: answers.wrongSchema(), words: 'not a valid judgement.' },
  ])('whose model $name says so, and is completed by trying again', async ({ answer, words }) => {
    groq.respondWith(answer);
    const { png } = await drawGood(GOOD_SEEDS[1]!);
    const { thumbnail, status } = await api.analyze(png, { reuse: false });
    expect(status).toBe('PARTIAL');
    groq.respondWith(answers.completion());
    await open(thumbnail.id);
    await page.getByText(words).waitFor();
    await page.getByRole('button', { name: /^Try again$/ }).click();
    await page.locator('.dial figcaption').filter({ hasText: 'Measured and judged' }).waitFor();
    expect(await page.locator('.notice').count()).toBe(0);
  });
});

it('an address of nothing says that there is nothing', async () => {
  app = await openApp(browser, api, '/app/t/01a20bc7-4395-701f-99e5-496261579961');
  page = app.page;
  await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  await page.goto(`${api.url}/app/no/such/view`);
  await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
});
