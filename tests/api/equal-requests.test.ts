import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Api, uploadForm } from '../support/api.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { answers } from '../support/fake-groq-answers.js';
import { gate } from '../support/gate.js';
import { AnalysisDocument, CompleteAnalysisDocument } from '../support/operations.generated.js';
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
    // A hundred uploads at once on two cores: what is asked here is not how fast the database is.
    DATABASE_ACQUIRE_TIMEOUT_MS: '60000',
    DATABASE_STATEMENT_TIMEOUT_MS: '60000',
    // The answer waits until all of them have arrived: a third of this is the limit of one call.
    JUDGE_DEADLINE_MS: '180000',
  });
});

afterAll(async () => {
  await api.remove();
  await groq.stop();
});

afterEach(() => groq.respondWith(answers.completion()));

const newPicture = () => smallPicture(++seed);

/** How often somebody has looked for a judgement since the log was emptied. */
const lookups = () => api.log.filter((line) => /from `judgement`/.test(line)).length;
/** Each request has, and once more the one that then asks. */
const allHaveLooked = (requests: number) => until(() => lookups() > requests);

/** Resolves to the number of calls that the provider got meanwhile. */
async function callsDuring(work: () => Promise<unknown>): Promise<number> {
  const before = groq.requests.length;
  await work();
  return groq.requests.length - before;
}

/** An upload by a client that can leave. */
function uploadUntil(signal: AbortSignal, picture: Buffer) {
  const headers = { 'apollo-require-preflight': 'true' };
  const body = uploadForm(picture, {}, 'left.png');
  return fetch(`${api.url}/graphql`, { method: 'POST', body, headers, signal });
}

describe('100 equal requests at once', () => {
  it('are one call, and all get its judgement', async () => {
    const picture = await newPicture();
    const { answer, open } = gate();
    groq.respondWith(answer);
    api.log.length = 0;
    const calls = await callsDuring(async () => {
      const analysing = Array.from({ length: 100 }, () => api.analyze(picture, { title: 'Same' }));
      await allHaveLooked(100);
      open();
      const analyses = await Promise.all(analysing);
      expect(new Set(analyses.map(({ status }) => status))).toEqual(new Set(['COMPLETE']));
      expect(new Set(analyses.map(({ score }) => score)).size).toBe(1);
      expect(new Set(analyses.map(({ thumbnail }) => thumbnail.id)).size).toBe(100);
      const said = analyses.map(({ judgement }) => JSON.stringify({ ...judgement, reused: null }));
      expect(new Set(said).size).toBe(1);
      // One of them paid, and says so.
      expect(analyses.filter(({ judgement }) => !judgement?.reused)).toHaveLength(1);
    });
    expect(calls).toBe(1);
  });
});

describe('equal requests', () => {
  it('share a failure too, which nobody who comes later meets', async () => {
    const picture = await newPicture();
    const { answer, open } = gate(answers.status(400));
    groq.respondWith(answer);
    api.log.length = 0;
    const calls = await callsDuring(async () => {
      const analysing = [1, 2, 3].map(() => api.upload(picture, { judge: 'REQUIRED' }));
      await allHaveLooked(3);
      open();
      for (const { errors } of await Promise.all(analysing))
        expect(errors[0]?.extensions.code).toBe('JUDGE_REFUSED_REQUEST');
    });
    expect(calls).toBe(1);
    groq.respondWith(answers.completion());
    expect((await api.analyze(picture)).judgement?.reused).toBe(false);
  });

  it('of which one leaves are still answered by the same call', async () => {
    const picture = await newPicture();
    const { answer, open } = gate();
    let broken = 0;
    groq.respondWith((exchange) => {
      exchange.response.once('close', () => {
        if (!exchange.response.writableFinished) broken++;
      });
      return answer(exchange);
    });
    const calls = await callsDuring(async () => {
      const leaving = new AbortController();
      const asked = groq.requests.length + 1;
      const left = uploadUntil(leaving.signal, picture);
      await until(() => groq.requests.length === asked);
      api.log.length = 0;
      const staying = [1, 2].map(() => api.analyze(picture));
      await until(() => lookups() >= 2);
      leaving.abort();
      await expect(left).rejects.toThrow();
      await until(() => api.log.some((line) => line.includes('"cut":true')));
      open();
      const analyses = await Promise.all(staying);
      expect(analyses.map(({ judgement }) => judgement?.reused).sort()).toEqual([false, true]);
    });
    expect(calls).toBe(1);
    expect(broken).toBe(0);
  });

  it('that all leave end the call at the provider', async () => {
    const picture = await newPicture();
    const closed = Promise.withResolvers<void>();
    groq.respondWith(({ response }) => {
      response.once('close', closed.resolve);
    });
    const calls = await callsDuring(async () => {
      const leaving = new AbortController();
      api.log.length = 0;
      const asked = groq.requests.length + 1;
      const left = [1, 2, 3].map(() => uploadUntil(leaving.signal, picture));
      await allHaveLooked(3);
      await until(() => groq.requests.length === asked);
      leaving.abort();
      for (const one of left) await expect(one).rejects.toThrow();
      await closed.promise;
    });
    expect(calls).toBe(1);
    groq.respondWith(answers.completion());
    expect((await api.analyze(picture)).judgement?.reused).toBe(false);
  });

  it('with reuse: false share nothing: each pays, and keeps its own words', async () => {
    const picture = await newPicture();
    const { answer, open } = gate();
    groq.respondWith(answer);
    const calls = await callsDuring(async () => {
      const asked = groq.requests.length + 3;
      const analysing = [1, 2, 3].map(() => api.analyze(picture, { reuse: false }));
      await until(() => groq.requests.length === asked);
      open();
      const analyses = await Promise.all(analysing);
      expect(analyses.map(({ judgement }) => judgement?.reused)).toEqual([false, false, false]);
    });
    expect(calls).toBe(3);
    expect((await api.analyze(picture)).judgement?.reused).toBe(true);
  });
});

describe('several calls of completeAnalysis at once', () => {
  it('pay once, and all see the same row', async () => {
    groq.respondWith(answers.status(400));
    const { id } = await api.analyze(await newPicture(), { title: 'Later' });
    const { answer, open } = gate();
    groq.respondWith(answer);
    api.log.length = 0;
    const calls = await callsDuring(async () => {
      const completing = [1, 2].map(() => api.ask(CompleteAnalysisDocument, { id }));
      await allHaveLooked(2);
      open();
      const [one, other] = await Promise.all(completing);
      expect(one).toEqual(other);
      expect(one?.completeAnalysis).toMatchObject({ id, status: 'COMPLETE', judgeFailure: null });
      const { thumbnail: _, ...completed } = one!.completeAnalysis;
      expect((await api.ask(AnalysisDocument, { id })).analysis).toMatchObject(completed);
    });
    expect(calls).toBe(1);
  });
});
