import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { askedCriteria } from '../../src/judgement/asked-criteria.js';
import { currentRubric } from '../../src/scoring/rubrics.js';
import { Api, uploadForm } from '../support/api.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { type Answer, answers, PROVIDER_TEXT } from '../support/fake-groq-answers.js';
import {
  AnalysisDocument,
  CompleteAnalysisDocument,
  DeleteThumbnailDocument,
  ReanalyzeThumbnailDocument,
  ThumbnailDocument,
  ThumbnailHistoryDocument,
} from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { until } from '../support/until.js';

let groq: FakeGroq;
let api: Api;
let seed = 0;

beforeAll(async () => {
  groq = await startFakeGroq();
  api = await Api.start({
    GROQ_API_KEY: groq.apiKey,
    GROQ_BASE_URL: groq.url,
    JUDGE_DEADLINE_MS: '3000',
    GROQ_MODELS: 'qwen/qwen3.8-27b',
  });
});

afterAll(async () => {
  await api.remove();
  await groq.stop();
});

afterEach(async () => {
  // A judgement that succeeds, so that the faults of several tests are never in a row and open the circuit.
  groq.respondWith(answers.completion());
  await api.analyze(await newPicture(), { judge: 'REQUIRED' });
});

const newPicture = () => smallPicture(++seed);

/** Refused for longer than anybody waits. */
const limited = answers.status(429, { headers: { 'retry-after': '7' } });

describe('judge: REQUIRED', () => {
  const failures = [
    ['JUDGE_RATE_LIMITED', limited, 7],
    ['JUDGE_UNAVAILABLE', answers.status(503), undefined],
    ['JUDGE_TIMEOUT', answers.hang(), undefined],
    ['JUDGE_REFUSED_REQUEST', answers.status(400), undefined],
    ['JUDGE_REPLY_INVALID', answers.wrongSchema(), undefined],
    ['JUDGE_REPLY_INVALID', answers.refusalInWords(), undefined],
    ['JUDGE_REPLY_INVALID', answers.html(200), undefined],
    ['JUDGE_NOT_CONFIGURED', answers.status(401), undefined],
  ] as const;

  it.each(failures)('answers %s, stores nothing and quotes nobody', async (code, answer, retryAfter) => {
    groq.respondWith(answer);
    api.log.length = 0;
    const before = await api.ask(ThumbnailHistoryDocument, { first: 100 });
    const { status, errors, data } = await api.upload(await newPicture(), { judge: 'REQUIRED' });
    expect(errors.map(({ extensions }) => extensions)).toEqual([
      { code, ...(retryAfter !== undefined && { retryAfter }) },
    ]);
    expect({ status, data }).toEqual({ status: 200, data: null });
    expect(await api.ask(ThumbnailHistoryDocument, { first: 100 })).toEqual(before);
    const seen = JSON.stringify(errors) + api.log.join('');
    for (const word of [PROVIDER_TEXT, groq.apiKey]) expect(seen).not.toContain(word);
  });
});

describe('judge: PREFERRED', () => {
  it('stores a PARTIAL analysis that says why, and completeAnalysis completes that same row', async () => {
    groq.respondWith(limited);
    const partial = await api.analyze(await newPicture(), { title: 'Later' });
    expect(partial).toMatchObject({ status: 'PARTIAL', completedAt: null, judgement: null });
    expect(partial.judgeFailure).toMatchObject({
      code: 'JUDGE_RATE_LIMITED',
      message: expect.stringContaining('Models: qwen/qwen3.8-27b (its rate limit is used up).'),
      retryAfter: 7,
    });
    expect(partial.criteria.find(({ criterion }) => criterion === 'titleFit')?.score).toBeNull();

    groq.respondWith(answers.completion({ scores: { '*': 40 } }));
    const { completeAnalysis } = await api.ask(CompleteAnalysisDocument, { id: partial.id });
    expect(completeAnalysis).toMatchObject({ id: partial.id, status: 'COMPLETE', judgeFailure: null });
    expect(completeAnalysis.judgement).toMatchObject({ model: 'qwen/qwen3.8-27b', reused: false });
    expect(completeAnalysis.criteria.find(({ criterion }) => criterion === 'titleFit')?.score).toBe(40);

    const { thumbnail } = await api.ask(ThumbnailDocument, { id: partial.thumbnail.id });
    const { thumbnail: _, ...completed } = completeAnalysis;
    expect(thumbnail?.latestAnalysis).toEqual(completed);
    expect(thumbnail?.analyses.edges).toHaveLength(1);
  });

  it('completes only once, and leaves a complete analysis as it is', async () => {
    groq.respondWith(limited);
    const partial = await api.analyze(await newPicture());
    groq.respondWith(answers.completion());
    const paidBefore = groq.requests.length;
    const first = await api.ask(CompleteAnalysisDocument, { id: partial.id });
    const again = await api.ask(CompleteAnalysisDocument, { id: partial.id });
    expect(again).toEqual(first);
    expect(groq.requests).toHaveLength(paidBefore + 1);
  });

  it('leaves the row unchanged when the judge fails again', async () => {
    groq.respondWith(limited);
    const partial = await api.analyze(await newPicture());
    const before = await api.ask(AnalysisDocument, { id: partial.id });
    const { errors } = await api.send(CompleteAnalysisDocument, { id: partial.id });
    expect(errors[0]?.extensions.code).toBe('JUDGE_RATE_LIMITED');
    expect(await api.ask(AnalysisDocument, { id: partial.id })).toEqual(before);
  });
});

describe('what a model says', () => {
  /** A reply with that in every place where a model has words, and the same a second time. */
  const saying =
    (text: string): Answer =>
    (exchange) => {
      const criteria = askedCriteria(currentRubric.criteria, null).map(({ criterion }) => [
        criterion,
        { reason: text, region: null, score: 60 },
      ]);
      const reply = {
        criteria: Object.fromEntries(criteria),
        summary: text,
        strengths: [text],
        weaknesses: [text],
      };
      return answers.completion({ content: JSON.stringify(reply) })(exchange);
    };

  it.each([
    ['a NUL', 'It\0 reads.', 'It reads.'],
    ['half a character', 'It reads.\ud83d', 'It reads.\ufffd'],
    [
      'control characters and marks of direction',
      'It\u0007\u202e\u2028 reads.',
      'It\u0007\u202e\u2028 reads.',
    ],
    ['too many characters of four bytes', '💥'.repeat(10_000), '💥'.repeat(1600)],
  ])('is stored and read back whatever it holds: %s', async (_what, said, stored) => {
    groq.respondWith(saying(said));
    const asked = groq.requests.length;
    const { id } = await api.analyze(await newPicture(), { judge: 'REQUIRED' });
    expect(groq.requests).toHaveLength(asked + 1);
    const { analysis } = await api.ask(AnalysisDocument, { id });
    const { summary, strengths, weaknesses } = analysis!.judgement!;
    expect(summary).toBe(stored);
    const cut = [...strengths, ...weaknesses, ...analysis!.criteria.map(({ reason }) => reason)];
    // Each kind of text has a length of its own, and what only measurements decide has words of ours.
    expect(cut.filter((text) => stored.startsWith(text)).length).toBeGreaterThan(2);
    expect(cut.join('')).not.toMatch(/\0|\ud83d(?![\udc00-\udfff])/);
  });
});

describe('a judge with no place left', () => {
  it('makes an analysis PARTIAL, and refuses one that requires a judgement', async () => {
    const settings = { GROQ_API_KEY: groq.apiKey, GROQ_BASE_URL: groq.url };
    const small = await Api.start({ ...settings, JUDGE_CONCURRENCY: '1', JUDGE_QUEUE: '0' });
    try {
      const paidBefore = groq.requests.length;
      let answer = () => {};
      const asked = new Promise<void>((resolve) => {
        answer = resolve;
      });
      groq.respondWith((exchange) => asked.then(() => answers.completion()(exchange)));
      const first = small.analyze(await newPicture());
      await until(() => groq.requests.length === paidBefore + 1);
      const partial = await small.analyze(await newPicture());
      expect(partial).toMatchObject({
        status: 'PARTIAL',
        judgeFailure: { code: 'SERVER_BUSY', retryAfter: 1 },
      });
      const { errors } = await small.upload(await newPicture(), { judge: 'REQUIRED' });
      expect(errors[0]?.extensions).toEqual({ code: 'SERVER_BUSY', retryAfter: 1 });
      answer();
      expect((await first).status).toBe('COMPLETE');
    } finally {
      await small.remove();
    }
  });
});

describe('a client that leaves while the model thinks', () => {
  it('finds nothing stored, and asks again without a twin', async () => {
    groq.respondWith(answers.hang());
    const picture = await newPicture();
    const history = () => api.ask(ThumbnailHistoryDocument, { first: 100 });
    const before = await history();
    const paidBefore = groq.requests.length;
    const leaving = new AbortController();
    const upload = fetch(`${api.url}/graphql`, {
      method: 'POST',
      body: uploadForm(picture, {}, 'left.png'),
      headers: { 'apollo-require-preflight': 'true' },
      signal: leaving.signal,
    });
    await until(() => groq.requests.length === paidBefore + 1);
    leaving.abort();
    await expect(upload).rejects.toThrow();
    groq.respondWith(answers.completion());
    await api.analyze(picture);
    expect((await history()).thumbnailHistory.edges).toHaveLength(before.thumbnailHistory.edges.length + 1);
  });
});

describe('judge: SKIP', () => {
  it('measures only and asks nobody', async () => {
    const paidBefore = groq.requests.length;
    const analysis = await api.analyze(await newPicture(), { judge: 'SKIP' });
    expect(analysis).toMatchObject({
      status: 'MEASURED',
      judgement: null,
      judgeFailure: null,
      completedAt: null,
    });
    expect(groq.requests).toHaveLength(paidBefore);
  });
});

describe('reuse', () => {
  it('serves an equal judgement again, and pays for another title', async () => {
    const picture = await newPicture();
    const paidBefore = groq.requests.length;
    const first = await api.analyze(picture, { title: 'One' });
    const second = await api.analyze(picture, { title: ' One ' });
    const other = await api.analyze(picture, { title: 'one' });
    expect([first, second, other].map(({ judgement }) => judgement?.reused)).toEqual([false, true, false]);
    expect(second.id).not.toBe(first.id);
    expect(second.thumbnail.id).not.toBe(first.thumbnail.id);
    expect(second.score).toBe(first.score);
    expect(groq.requests).toHaveLength(paidBefore + 2);
  });

  it('pays again when asked to; earlier analyses keep their words and later ones get the new ones', async () => {
    const picture = await newPicture();
    groq.respondWith(answers.completion({ scores: { '*': 20 } }));
    const first = await api.analyze(picture);
    groq.respondWith(answers.completion({ scores: { '*': 90 } }));
    const second = await api.analyze(picture, { reuse: false });
    const third = await api.analyze(picture);
    expect([second, third].map(({ judgement }) => judgement?.reused)).toEqual([false, true]);
    expect(third.score).toBe(second.score);
    expect(second.score).toBeGreaterThan(first.score);
    const stored = await api.ask(AnalysisDocument, { id: first.id });
    expect(stored.analysis).toMatchObject({ score: first.score, criteria: first.criteria });
  });
});

describe('deleting', () => {
  it('forgets what the model said with the last thumbnail of those pixels, and not before', async () => {
    const picture = await newPicture();
    const first = await api.analyze(picture);
    const second = await api.analyze(picture);
    await api.ask(DeleteThumbnailDocument, { id: first.thumbnail.id });
    expect((await api.analyze(picture)).judgement?.reused).toBe(true);
    const { thumbnailHistory } = await api.ask(ThumbnailHistoryDocument, { first: 1 });
    await api.ask(DeleteThumbnailDocument, { id: thumbnailHistory.edges[0]!.node.id });
    await api.ask(DeleteThumbnailDocument, { id: second.thumbnail.id });
    expect((await api.analyze(picture)).judgement?.reused).toBe(false);
  });
});

describe('reanalyzeThumbnail', () => {
  it('adds an analysis of the same pixels, which becomes the newest', async () => {
    const first = await api.analyze(await newPicture(), { judge: 'SKIP' });
    const thumbnailId = first.thumbnail.id;
    const { reanalyzeThumbnail } = await api.ask(ReanalyzeThumbnailDocument, {
      thumbnailId,
      input: { title: 'Now with a title' },
    });
    expect(reanalyzeThumbnail).toMatchObject({ status: 'COMPLETE', title: 'Now with a title' });
    expect(reanalyzeThumbnail.thumbnail.latestAnalysis.id).toBe(reanalyzeThumbnail.id);
    const [a, b] = await Promise.all([
      api.ask(AnalysisDocument, { id: first.id }),
      api.ask(AnalysisDocument, { id: reanalyzeThumbnail.id }),
    ]);
    expect(b.analysis?.measurements).toEqual(a.analysis?.measurements);
    const { thumbnail } = await api.ask(ThumbnailDocument, { id: thumbnailId });
    expect(thumbnail?.analyses.edges.map(({ node }) => node.id)).toEqual([reanalyzeThumbnail.id, first.id]);
    expect(thumbnail?.latestAnalysis.id).toBe(reanalyzeThumbnail.id);
  });

  it('can be asked many times at once: one of them is the newest, and all are kept', async () => {
    const { thumbnail } = await api.analyze(await newPicture(), { judge: 'SKIP' });
    const input = { judge: 'SKIP' as const };
    const answered = await Promise.all(
      Array.from({ length: 10 }, () =>
        api.ask(ReanalyzeThumbnailDocument, { thumbnailId: thumbnail.id, input }),
      ),
    );
    const stored = await api.ask(ThumbnailDocument, { id: thumbnail.id });
    expect(stored.thumbnail?.analyses.edges).toHaveLength(11);
    const ids = answered.map(({ reanalyzeThumbnail }) => reanalyzeThumbnail.id);
    expect(ids).toContain(stored.thumbnail?.latestAnalysis.id);
  });

  it('answers NOT_FOUND when the thumbnail is deleted while the model thinks', async () => {
    groq.respondWith(limited);
    const partial = await api.analyze(await newPicture());
    const thumbnailId = partial.thumbnail.id;
    const paidBefore = groq.requests.length;
    let answer = () => {};
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    groq.respondWith(async (exchange) => {
      await asked;
      await answers.completion()(exchange);
    });
    const reanalysing = api.send(ReanalyzeThumbnailDocument, { thumbnailId, input: { title: 'Too late' } });
    const completing = api.send(CompleteAnalysisDocument, { id: partial.id });
    await until(() => groq.requests.length === paidBefore + 2);
    await api.ask(DeleteThumbnailDocument, { id: thumbnailId });
    answer();
    for (const { errors } of await Promise.all([reanalysing, completing])) {
      expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
    }
  });

  it('answers NOT_FOUND for what is not there', async () => {
    const { errors } = await api.send(ReanalyzeThumbnailDocument, { thumbnailId: 'nothing' });
    expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
    const completing = await api.send(CompleteAnalysisDocument, { id: 'nothing' });
    expect(completing.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
