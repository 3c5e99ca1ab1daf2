import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { leasePaceFor } from '../../src/once/lease-pace.js';
import { Api, dataOf, postTo, uploadForm } from '../support/api.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { answers } from '../support/fake-groq-answers.js';
import { gate } from '../support/gate.js';
import type { AnalyzeThumbnailInput, AnalyzeThumbnailMutation } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { type ServerProcess, startServerProcess } from '../support/server-process.js';
import { until } from '../support/until.js';

const DEADLINE_MS = 9000;
let groq: FakeGroq;
/** One node is in this process, and the other one can be killed. */
let api: Api;
let other: ServerProcess;
let seed = 0;

beforeAll(async () => {
  groq = await startFakeGroq();
  const settings = {
    GROQ_API_KEY: groq.apiKey,
    GROQ_BASE_URL: groq.url,
    JUDGE_DEADLINE_MS: String(DEADLINE_MS),
    DATABASE_ACQUIRE_TIMEOUT_MS: '60000',
    DATABASE_STATEMENT_TIMEOUT_MS: '60000',
  };
  api = await Api.start(settings);
  const shared = { DATABASE_URL: api.databaseUrl, PICTURES_URL: `file:${api.picturesFolder}` };
  other = startServerProcess({ ...settings, ...shared, LOG_LEVEL: 'info' });
  await other.url();
});

afterAll(async () => {
  await other.kill();
  await api.remove();
  await groq.stop();
});

afterEach(() => groq.respondWith(answers.completion()));

const newPicture = () => smallPicture(++seed);
const uploadToOther = async (picture: Buffer, input: AnalyzeThumbnailInput = {}) =>
  postTo<AnalyzeThumbnailMutation>(await other.url(), uploadForm(picture, input, 'picture.png'));
const times = <T>(count: number, work: () => Promise<T>) => Array.from({ length: count }, work);
/** How often the node in this process has looked at the lease. */
const looks = () => api.log.filter((line) => /select .* from `judgement_lease`/.test(line)).length;

type Said = AnalyzeThumbnailMutation['analyzeThumbnail']['judgement'];
const wordsOf = (judgements: readonly Said[]) =>
  new Set(judgements.map((one) => JSON.stringify({ ...one, reused: null })));

describe('a question that two nodes are asked at once', () => {
  it('100 times is one call, and all get its judgement', async () => {
    const picture = await newPicture();
    const { answer, open } = gate();
    groq.respondWith(answer);
    const before = groq.requests.length;
    api.log.length = 0;
    const here = times(50, () => api.analyze(picture));
    const there = times(50, async () => dataOf(await uploadToOther(picture)).analyzeThumbnail);
    // One of the nodes waits for the other one, whichever was first.
    await until(() => looks() > 0 && groq.requests.length > before);
    open();
    const judgements = (await Promise.all([...here, ...there])).map(({ judgement }) => judgement);
    expect(groq.requests).toHaveLength(before + 1);
    expect(wordsOf(judgements).size).toBe(1);
    expect(judgements.filter((one) => one?.reused === false)).toHaveLength(1);
  });

  it('is asked by the other one as soon as the first one has failed', async () => {
    const picture = await newPicture();
    const { answer, open } = gate(answers.status(400));
    groq.respondWith(answer, answers.completion());
    const before = groq.requests.length;
    const failing = uploadToOther(picture, { judge: 'REQUIRED' });
    await until(() => groq.requests.length === before + 1);
    api.log.length = 0;
    const waiting = api.analyze(picture, { judge: 'REQUIRED' });
    await until(() => looks() >= 2);
    expect(groq.requests).toHaveLength(before + 1);
    open();
    const startedAt = performance.now();
    expect((await failing).errors[0]?.extensions.code).toBe('JUDGE_REFUSED_REQUEST');
    expect((await waiting).judgement?.reused).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(leasePaceFor(DEADLINE_MS).lapseMs);
    expect(groq.requests).toHaveLength(before + 2);
  });

  it('is given up at the deadline by one that waits in vain', async () => {
    const picture = await newPicture();
    groq.respondWith(answers.hang());
    const startedAt = performance.now();
    const failing = uploadToOther(picture, { judge: 'REQUIRED' });
    const waiting = api.upload(picture, { judge: 'REQUIRED' });
    for (const { errors } of await Promise.all([failing, waiting]))
      expect(errors[0]?.extensions.code).toBe('JUDGE_TIMEOUT');
    expect(performance.now() - startedAt).toBeLessThan(DEADLINE_MS + 6000);
  });

  // Last, since it ends that node.
  it('100 times costs at most two calls when the node that asks is killed, and all are answered', async () => {
    const picture = await newPicture();
    groq.respondWith(answers.hang(), answers.completion());
    const before = groq.requests.length;
    const lost = times(10, () => uploadToOther(picture).catch(() => 'connection lost'));
    await until(() => groq.requests.length === before + 1);
    api.log.length = 0;
    const startedAt = performance.now();
    const analysing = times(100, () => api.analyze(picture, { judge: 'REQUIRED' }));
    await until(() => looks() >= 2);
    await other.kill();
    const judgements = (await Promise.all(analysing)).map(({ judgement }) => judgement);
    expect(performance.now() - startedAt).toBeLessThan(DEADLINE_MS + 6000);
    expect(groq.requests).toHaveLength(before + 2);
    expect(wordsOf(judgements).size).toBe(1);
    expect(judgements.filter((one) => one?.reused === false)).toHaveLength(1);
    expect(new Set(await Promise.all(lost))).toEqual(new Set(['connection lost']));
  });
});
