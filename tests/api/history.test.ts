import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sealCursor } from '../../src/history/history-cursor.js';
import { Api } from '../support/api.js';
import {
  DeleteThumbnailDocument,
  HistoryStatsDocument,
  ThumbnailDocument,
  ThumbnailHistoryDocument,
  type ThumbnailHistoryFilter,
  type ThumbnailHistoryOrder,
  type ThumbnailHistoryQueryVariables,
} from '../support/operations.generated.js';
import { goodInEveryFormat, smallPicture } from '../support/pictures.js';

let api: Api;
/** Every thumbnail in the order of upload. */
let uploaded: { id: string; score: number; createdAt: string }[];
const TITLES = ['100% honest', '100 honest', 'under_score', 'ÄPFEL im Herbst', 'Why? \'"\\', 'plain'];

beforeAll(async () => {
  api = await Api.start();
  uploaded = [];
  const { jpeg, webp } = await goodInEveryFormat();
  const pictures = [jpeg, webp, ...(await Promise.all([1, 2, 3, 4].map(smallPicture)))];
  for (const [index, picture] of pictures.entries()) {
    const input = { title: TITLES[index]!, judge: index === 0 ? ('PREFERRED' as const) : ('SKIP' as const) };
    const { thumbnail, score } = await api.analyze(picture, input, `File-${index}.png`);
    uploaded.push({ id: thumbnail.id, score, createdAt: thumbnail.createdAt });
  }
});

afterAll(() => api.remove());

async function page(variables: ThumbnailHistoryQueryVariables = {}) {
  const { thumbnailHistory } = await api.ask(ThumbnailHistoryDocument, variables);
  return { ...thumbnailHistory, ids: thumbnailHistory.edges.map(({ node }) => node.id) };
}

const found = async (filter: ThumbnailHistoryFilter) =>
  (await page({ filter, orderBy: 'OLDEST_FIRST' })).ids.map((id) =>
    uploaded.findIndex((row) => row.id === id),
  );

describe('thumbnailHistory', () => {
  const orders: ThumbnailHistoryOrder[] = [
    'NEWEST_FIRST',
    'OLDEST_FIRST',
    'HIGHEST_SCORE_FIRST',
    'LOWEST_SCORE_FIRST',
  ];

  it.each(orders)('pages %s forwards and backwards through everything once', async (orderBy) => {
    const all = await page({ orderBy, first: 100 });
    expect(new Set(all.ids)).toEqual(new Set(uploaded.map(({ id }) => id)));
    const forwards: string[] = [];
    let after: string | null = null;
    do {
      const next: Awaited<ReturnType<typeof page>> = await page({ orderBy, first: 2, after });
      forwards.push(...next.ids);
      after = next.pageInfo.hasNextPage ? next.pageInfo.endCursor : null;
    } while (after);
    expect(forwards).toEqual(all.ids);

    const backwards: string[] = [];
    let before: string | null = null;
    do {
      const previous: Awaited<ReturnType<typeof page>> = await page({ orderBy, last: 4, before });
      backwards.unshift(...previous.ids);
      before = previous.pageInfo.hasPreviousPage ? previous.pageInfo.startCursor : null;
    } while (before);
    expect(backwards).toEqual(all.ids);
  });

  it('sorts by what it says', async () => {
    const scores = async (orderBy: ThumbnailHistoryOrder) =>
      (await page({ orderBy })).edges.map(({ node }) => node.latestAnalysis.score);
    const falling = uploaded.map(({ score }) => score).sort((a, b) => b - a);
    expect(await scores('HIGHEST_SCORE_FIRST')).toEqual(falling);
    expect(await scores('LOWEST_SCORE_FIRST')).toEqual(falling.toReversed());
    expect((await page({ orderBy: 'OLDEST_FIRST' })).ids).toEqual(uploaded.map(({ id }) => id));
  });

  it('filters by each condition and by all of them together', async () => {
    const [first, second] = uploaded;
    expect(await found({ format: 'WEBP' })).toEqual([1]);
    expect(await found({ status: 'PARTIAL' })).toEqual([0]);
    expect(await found({ status: 'MEASURED', format: 'WEBP', text: 'honest' })).toEqual([1]);
    expect(await found({ createdAt: { from: second!.createdAt } })).toEqual([1, 2, 3, 4, 5]);
    expect(await found({ createdAt: { to: second!.createdAt } })).toEqual([0]);
    expect(await found({ score: { min: first!.score } })).toContain(0);
    expect(await found({ score: { max: 50 } })).not.toContain(0);
  });

  it('finds text in title or file name in any case, and takes wildcards as text', async () => {
    expect(await found({ text: 'HONEST' })).toEqual([0, 1]);
    expect(await found({ text: '100%' })).toEqual([0]);
    expect(await found({ text: 'under_' })).toEqual([2]);
    expect(await found({ text: 'under_s' })).toEqual([2]);
    expect(await found({ text: 'nder_s' })).toEqual([]);
    expect(await found({ text: 'äpfel' })).toEqual([3]);
    expect(await found({ text: 'file-5' })).toEqual([5]);
    expect(await found({ text: 'äpfel'.normalize('NFD') })).toEqual([3]);
    expect(await found({ text: 'why?' })).toEqual([4]);
    expect(await found({ text: '\'"\\' })).toEqual([4]);
    expect(await found({ text: '? ? ?' })).toEqual([]);
    expect(await found({ text: '  ' })).toHaveLength(6);
  });

  it.each([
    ['both sizes', { first: 1, last: 1 }],
    ['a negative size', { first: -5 }],
    ['a huge page', { last: 101 }],
    ['a made-up cursor', { after: 'W10.abc' }],
    ['no cursor at all', { after: 'nonsense' }],
    ['an impossible score', { filter: { score: { min: 200 } } }],
    ['a score range upside down', { filter: { score: { min: 40, max: 30 } } }],
    ['a time beyond all calendars', { filter: { createdAt: { from: '9999-12-31T23:59:59.999-23:59' } } }],
    [
      'a forged cursor',
      { after: sealCursor(Buffer.from('["a","b"]').toString('base64url'), 'local', 'NEWEST_FIRST') },
    ],
  ])('refuses %s', async (_what, variables) => {
    const { errors } = await api.send(ThumbnailHistoryDocument, variables);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });

  it('refuses a cursor of another order and an edited one', async () => {
    const { pageInfo } = await page({ first: 2 });
    const cursor = pageInfo.endCursor!;
    const edited = `${cursor.startsWith('a') ? 'b' : 'a'}${cursor.slice(1)}`;
    const longer = `${cursor}.more`;
    const wrong = [{ after: cursor, orderBy: 'OLDEST_FIRST' as const }, { after: edited }, { after: longer }];
    for (const variables of wrong) {
      const { errors } = await api.send(ThumbnailHistoryDocument, variables);
      expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  it('gives an empty page for a size of 0', async () => {
    const none = { edges: [], pageInfo: { startCursor: null, endCursor: null } };
    expect(await page({ first: 0 })).toMatchObject({
      ...none,
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    expect(await page({ last: 0 })).toMatchObject({
      ...none,
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
  });
});

describe('historyStats', () => {
  it('agrees with the rows, group by group', async () => {
    const { historyStats } = await api.ask(HistoryStatsDocument, { by: 'DAY' });
    const measured = uploaded.slice(1).map(({ score }) => score);
    const group = historyStats?.groups.find(({ status }) => status === 'MEASURED');
    expect(group?.scores.count).toBe(measured.length);
    expect(group?.scores.mean).toBeCloseTo(measured.reduce((a, b) => a + b) / measured.length, 9);
    expect(group?.scores.median).toBe(measured.sort((a, b) => a - b)[2]);
    expect(group?.criteria.map(({ criterion }) => criterion)).toEqual([
      'focalPoint',
      'contrast',
      'colour',
      'composition',
      'technical',
      'compliance',
    ]);
    expect(historyStats?.groups).toHaveLength(2);
    const days = historyStats?.series ?? [];
    expect(days.reduce((sum, { count }) => sum + count, 0)).toBe(uploaded.length);
    expect(days.every(({ start }) => start.endsWith('T00:00:00.000Z'))).toBe(true);
  });

  it('counts only what the filter lets through, and begins weeks on Monday', async () => {
    const { historyStats } = await api.ask(HistoryStatsDocument, { filter: { text: 'äpfel' }, by: 'WEEK' });
    expect(historyStats?.groups.map(({ scores }) => scores.count)).toEqual([1]);
    expect(historyStats?.series.map(({ start }) => new Date(start).getUTCDay())).toEqual([1]);
  });

  it('is empty for a history without thumbnails', async () => {
    const { historyStats } = await api.ask(HistoryStatsDocument, {
      filter: { text: 'no ? where ?' },
      by: 'DAY',
    });
    const paid = { judgements: 0, promptTokens: 0, completionTokens: 0, durationMs: 0 };
    expect(historyStats).toEqual({ groups: [], series: [], paid });
  });
});

describe('a page of 50', () => {
  it('with newest analysis, criteria, findings and judgement takes at most 5 statements', async () => {
    for (let seed = 10; seed < 54; seed++) await api.analyze(await smallPicture(seed), { judge: 'SKIP' });
    const before = statements();
    const { edges } = await page({ first: 50 });
    expect(edges).toHaveLength(50);
    expect(edges.every(({ node }) => node.latestAnalysis.criteria.length > 0)).toBe(true);
    const used = statements().slice(before.length);
    expect(used.length).toBeGreaterThanOrEqual(4);
    expect(used.length).toBeLessThanOrEqual(5);
  });

  function statements(): string[] {
    return api.log.filter((line) => line.includes('[query]'));
  }
});

describe('deleteThumbnail', () => {
  it('removes the thumbnail and its picture; its cursor still works', async () => {
    const list = await page({ first: 3 });
    const [, gone, next] = list.edges;
    const cursor = gone!.cursor;
    const address = gone!.node.pictureUrl;
    expect((await fetch(address)).status).toBe(200);

    expect(await api.ask(DeleteThumbnailDocument, { id: gone!.node.id })).toEqual({
      deleteThumbnail: gone!.node.id,
    });
    expect((await fetch(address)).status).toBe(404);
    expect(await api.ask(ThumbnailDocument, { id: gone!.node.id })).toEqual({ thumbnail: null });
    expect((await page({ first: 1, after: cursor })).ids).toEqual([next!.node.id]);
    const { errors } = await api.send(DeleteThumbnailDocument, { id: gone!.node.id });
    expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
