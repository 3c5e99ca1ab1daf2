import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { executeSql } from '../support/execute-sql.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { gate } from '../support/gate.js';
import {
  AnalysisDocument,
  HistoryStatsDocument,
  ReanalyzeThumbnailDocument,
} from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { until } from '../support/until.js';

let groq: FakeGroq;
let api: Api;

beforeAll(async () => {
  groq = await startFakeGroq();
  api = await Api.start({ GROQ_API_KEY: groq.apiKey, GROQ_BASE_URL: groq.url });
});

afterAll(async () => {
  await api.remove();
  await groq.stop();
});

async function paidFor(text: string | null = null) {
  const { historyStats } = await api.ask(HistoryStatsDocument, { filter: { text }, by: 'DAY' });
  return historyStats?.paid;
}

type Judgement = NonNullable<Awaited<ReturnType<Api['analyze']>>['judgement']>;
const sumOf = (judgements: (Judgement | null)[]) => ({
  judgements: judgements.length,
  promptTokens: judgements.reduce((sum, one) => sum + one!.promptTokens, 0),
  completionTokens: judgements.reduce((sum, one) => sum + one!.completionTokens, 0),
  durationMs: judgements.reduce((sum, one) => sum + one!.durationMs, 0),
});

describe('what was paid', () => {
  it('counts each judgement of a newest analysis once, and no other', async () => {
    const picture = await smallPicture(1);
    const first = await api.analyze(picture, { title: 'shared' });
    const again = await api.analyze(picture, { title: 'shared' });
    expect(again.judgement?.reused).toBe(true);
    const other = await api.analyze(await smallPicture(2), { title: 'single' });
    await api.analyze(await smallPicture(3), { title: 'unjudged', judge: 'SKIP' });
    expect(await paidFor()).toEqual(sumOf([first.judgement, other.judgement]));
    expect(await paidFor('shared')).toEqual(sumOf([first.judgement]));
    expect(await paidFor('unjudged')).toEqual(sumOf([]));

    const input = { title: 'single, newer' };
    const { reanalyzeThumbnail } = await api.ask(ReanalyzeThumbnailDocument, {
      thumbnailId: other.thumbnail.id,
      input,
    });
    expect(await paidFor('single')).toEqual(sumOf([reanalyzeThumbnail.judgement]));
  });

  it('counts all of several answers to one question at one moment', async () => {
    const picture = await smallPicture(4);
    const input = { title: 'thrice', reuse: false };
    const { answer, open } = gate();
    groq.respondWith(answer);
    const asked = groq.requests.length + 3;
    const analysing = [1, 2, 3].map(() => api.analyze(picture, input));
    await until(() => groq.requests.length === asked);
    open();
    const analyses = await Promise.all(analysing);
    expect(await paidFor('thrice')).toEqual(sumOf(analyses.map(({ judgement }) => judgement)));
  });

  it('may be more than a 32-bit number', async () => {
    const { id } = await api.analyze(await smallPicture(5), { title: 'dear' });
    await api.analyze(await smallPicture(6), { title: 'dear' });
    await executeSql(api.databaseUrl, 'update judgement set prompt_tokens = 2000000000');
    expect(await paidFor('dear')).toMatchObject({ judgements: 2, promptTokens: 4_000_000_000 });
    expect((await api.ask(AnalysisDocument, { id })).analysis?.judgement?.promptTokens).toBe(2_000_000_000);
  });
});
