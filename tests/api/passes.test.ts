import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { executeSql } from '../support/execute-sql.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { type Answer, answers } from '../support/fake-groq-answers.js';
import { AnalysisDocument, CompleteAnalysisDocument } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';

let groq: FakeGroq;
let api: Api;
let seed = 0;

beforeAll(async () => {
  groq = await startFakeGroq();
  api = await Api.start({ GROQ_API_KEY: groq.apiKey, GROQ_BASE_URL: groq.url, JUDGE_PASSES: '3' });
});

afterAll(async () => {
  await api.remove();
  await groq.stop();
});

const newPicture = () => smallPicture(++seed);

/** Pass n has seed n; a pass without an answer of its own is refused. */
const bySeed =
  (...byPass: Answer[]): Answer =>
  (exchange) =>
    (byPass[(exchange.request.body.seed ?? 1) - 1] ?? answers.status(400))(exchange);
const scored = (rest: number, legibility = rest) => answers.completion({ scores: { '*': rest, legibility } });

describe('three passes', () => {
  it('give the range of the score, and mark where they are far apart', async () => {
    groq.respondWith(bySeed(scored(40, 10), scored(50, 60), scored(60, 90)));
    const analysis = await api.analyze(await newPicture(), { title: 'Three' });
    const { scoreRange, score, criteria } = analysis;
    expect(scoreRange?.lowest).toBeLessThan(score);
    expect(scoreRange?.highest).toBeGreaterThan(score);
    const unstable = criteria.filter((row) => row.unstable).map(({ criterion }) => criterion);
    expect(unstable).toEqual(['legibility']);
    expect(criteria.find(({ criterion }) => criterion === 'legibility')?.judged).toBe(60);
    expect((await api.ask(AnalysisDocument, { id: analysis.id })).analysis).toMatchObject({
      scoreRange,
      criteria,
    });
  });

  it('that agree have a range of one point', async () => {
    groq.respondWith(bySeed(scored(70), scored(70), scored(70)));
    const { scoreRange, score, criteria } = await api.analyze(await newPicture());
    expect(scoreRange).toEqual({ lowest: score, highest: score });
    expect(criteria.some((row) => row.unstable)).toBe(false);
  });

  it('of which one succeeds have no range', async () => {
    groq.respondWith(bySeed(scored(70)));
    expect(await api.analyze(await newPicture())).toMatchObject({ status: 'COMPLETE', scoreRange: null });
  });

  it('range over a completed analysis as well', async () => {
    groq.respondWith(answers.status(400));
    const partial = await api.analyze(await newPicture());
    expect(partial).toMatchObject({ status: 'PARTIAL', scoreRange: null });
    groq.respondWith(bySeed(scored(20), scored(50), scored(60)));
    const { completeAnalysis } = await api.ask(CompleteAnalysisDocument, { id: partial.id });
    expect(completeAnalysis.scoreRange?.lowest).toBeLessThan(completeAnalysis.score);
    expect(completeAnalysis.criteria.some((row) => row.unstable)).toBe(true);
  });
});

describe('a criterion', () => {
  it('says where the judge saw it, and nothing where nobody judged', async () => {
    groq.respondWith(answers.completion());
    const { criteria } = await api.analyze(await newPicture());
    for (const { judged, region, unstable } of criteria) {
      expect(region).toEqual(judged === null ? null : { x: 0.25, y: 0.25, width: 0.25, height: 0.25 });
      expect(unstable).toBe(false);
    }
    expect(criteria.some(({ region }) => region !== null)).toBe(true);
  });
});

describe('a judgement by another number of passes', () => {
  it('does not serve again, in either direction', async () => {
    groq.respondWith(answers.completion());
    const picture = await newPicture();
    const reused = async () => (await api.analyze(picture)).judgement?.reused;
    expect([await reused(), await reused()]).toEqual([false, true]);
    await api.stop();
    await api.start({ JUDGE_PASSES: '1' });
    expect([await reused(), await reused()]).toEqual([false, true]);
    expect((await api.analyze(picture)).scoreRange).toBeNull();
    await api.stop();
    await api.start();
    expect(await reused()).toBe(true);
    expect((await api.analyze(picture)).scoreRange).not.toBeNull();
  });
});

describe('an older server on the same database', () => {
  it('may write rows without the newer columns', async () => {
    groq.respondWith(answers.completion());
    const { id } = await api.analyze(await newPicture());
    await executeSql(
      api.databaseUrl,
      `insert into criterion_score (analysis_id, position, criterion, score, weight, effective_weight, reason)
       values ('${id}', 99, 'older', 50, 0, 0, 'said so')`,
    );
    await executeSql(api.databaseUrl, 'update judgement set passes = null');
    await executeSql(api.databaseUrl, `update analysis set score_range = null where id = '${id}'`);
    const { analysis } = await api.ask(AnalysisDocument, { id });
    expect(analysis).toMatchObject({ scoreRange: null, judgement: { reused: false } });
    expect(analysis?.criteria.at(-1)).toMatchObject({ criterion: 'older', unstable: false, region: null });
  });
});
