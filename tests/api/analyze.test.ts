import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { AnalysisDocument, ThumbnailHistoryDocument } from '../support/operations.generated.js';
import { goodInEveryFormat, smallPicture } from '../support/pictures.js';

let groq: FakeGroq;
let api: Api;

beforeAll(async () => {
  groq = await startFakeGroq();
  api = await Api.start({
    MEASURE_TEXT: 'true',
    MEASURE_FACES: 'true',
    GROQ_API_KEY: groq.apiKey,
    GROQ_BASE_URL: groq.url,
  });
});

afterAll(async () => {
  await api.remove();
  await groq.stop();
});

describe('a picture of every format', () => {
  it('becomes COMPLETE and reads back equal from the history, also after a restart', async () => {
    const pictures = await goodInEveryFormat();
    const answered = [];
    for (const [format, bytes] of Object.entries(pictures)) {
      const analysis = await api.analyze(bytes, { title: `As ${format}` }, `picture.${format}`);
      expect(analysis).toMatchObject({
        status: 'COMPLETE',
        title: `As ${format}`,
        judgeFailure: null,
        unmeasured: [],
        thumbnail: { format: format.toUpperCase(), width: 1280, height: 720, bytes: bytes.length },
      });
      expect(analysis.completedAt).toBe(analysis.createdAt);
      expect(analysis.thumbnail.latestAnalysis.id).toBe(analysis.id);
      answered.push(analysis);
    }

    const before = await api.ask(ThumbnailHistoryDocument, { first: 10, orderBy: 'OLDEST_FIRST' });
    await api.stop();
    await api.start();
    const after = await api.ask(ThumbnailHistoryDocument, { first: 10, orderBy: 'OLDEST_FIRST' });

    const withoutPort = (text: unknown) =>
      JSON.parse(JSON.stringify(text).replace(/127\.0\.0\.1:\d+/g, 'host'));
    expect(withoutPort(after)).toEqual(withoutPort(before));
    const read = after.thumbnailHistory.edges.map(({ node: { latestAnalysis, ...thumbnail } }) => {
      const { id } = latestAnalysis;
      return { ...latestAnalysis, thumbnail: { ...thumbnail, latestAnalysis: { id } } };
    });
    expect(withoutPort(read)).toEqual(withoutPort(answered));
  });
});

describe('an analysis', () => {
  it('sends the model the canonical picture with the title and the audience', async () => {
    const { png } = await goodInEveryFormat();
    const paidBefore = groq.requests.length;
    await api.analyze(png, { title: '  Why rockets fail  ', audience: ' ' });
    expect(groq.requests).toHaveLength(paidBefore + 1);
    const sent = JSON.stringify(groq.requests.at(-1)?.body);
    expect(sent).toContain('data:image/jpeg;base64,');
    expect(sent).toContain('Why rockets fail');
    expect(sent).not.toContain('  Why');
  });

  it('stores numbers that read back exactly', async () => {
    const { png } = await goodInEveryFormat();
    const [first, second] = [await api.analyze(png), await api.analyze(png)];
    const [a, b] = await Promise.all([
      api.ask(AnalysisDocument, { id: first.id }),
      api.ask(AnalysisDocument, { id: second.id }),
    ]);
    expect(a.analysis?.measurements).toEqual(b.analysis?.measurements);
    expect(a.analysis?.measurements.frame).toEqual({
      width: 1280,
      height: 720,
      aspectRatio: 1.7778,
      megapixels: 0.9216,
      bytes: png.length,
      frames: 1,
    });
    expect(a.analysis?.criteria).toEqual(first.criteria);
  });

  it('is scored by weights that sum to one, with whole numbers', async () => {
    const { png } = await goodInEveryFormat();
    const { criteria, score } = await api.analyze(png, { title: 'No way back' });
    const total = criteria.reduce((sum, { effectiveWeight }) => sum + effectiveWeight, 0);
    expect(total).toBeCloseTo(1, 6);
    const mean = criteria.reduce((sum, row) => sum + row.effectiveWeight * (row.score ?? 0), 0);
    expect(score).toBe(Math.round(mean));
    expect(criteria.every(({ score: points }) => points === null || Number.isInteger(points))).toBe(true);
  });
});

describe('many at once', () => {
  it('are all stored, whether their pictures are equal or not', async () => {
    const pictures = await Promise.all(Array.from({ length: 30 }, (_, index) => smallPicture(index % 20)));
    const answered = await Promise.all(pictures.map((picture) => api.analyze(picture, { title: 'At once' })));
    expect(answered.map(({ status }) => status)).toEqual(pictures.map(() => 'COMPLETE'));
    const { thumbnailHistory } = await api.ask(ThumbnailHistoryDocument, {
      first: 100,
      filter: { text: 'at once' },
    });
    expect(new Set(thumbnailHistory.edges.map(({ node }) => node.latestAnalysis.id))).toEqual(
      new Set(answered.map(({ id }) => id)),
    );
  });
});
