import { print } from 'graphql';
import { type Logger } from 'pino';
import type { Config } from '../../src/config/config.js';
import { startServer } from '../../src/server.js';
import { dataOf, postTo, uploadForm } from '../../tests/support/api.js';
import { startFakeGroq } from '../../tests/support/fake-groq.js';
import { FAKE_MODELS } from '../../tests/support/fake-groq-refusal.js';
import {
  type AnalyzeThumbnailMutation,
  ReanalyzeThumbnailDocument,
  type ReanalyzeThumbnailMutation,
} from '../../tests/support/operations.generated.js';
import { answerAsJudge } from './answer-as-judge.js';
import { drawThumbnail } from './draw-thumbnail.js';
import type { PlannedAnalysis, PlannedThumbnail } from './plan-history.js';

/** An analysis that was stored today, and when it is to have been made. */
export interface StoredAnalysis {
  readonly thumbnailId: string;
  readonly analysisId: string;
  readonly at: Date;
}

/** Uploads one thumbnail after the other to a server of our own, and hands out each analysis as soon as it is stored. */
export async function* uploadHistory(
  plans: readonly PlannedThumbnail[],
  seed: number,
  config: Config,
  log: Logger,
): AsyncGenerator<StoredAnalysis> {
  await using parts = new AsyncDisposableStack();
  const groq = parts.adopt(await startFakeGroq({ remembers: false }), (it) => it.stop());
  const { apiKey, url: baseUrl } = groq;
  const fake = { apiKey, baseUrl, models: Object.keys(FAKE_MODELS).slice(0, 1) };
  const server = parts.adopt(await startServer(quick(config, fake), log), (it) => it.stop());

  let [drawing] = plans.slice(0, 1).map((plan) => drawThumbnail(plan, seed));
  for (const [index, plan] of plans.entries()) {
    const [upload, ...later] = plan.analyses;
    const answer = (analysis: PlannedAnalysis) =>
      groq.respondWith(answerAsJudge(plan, seed, analysis.ending === 'refused by the judge'));
    const drawn = await (drawing ?? drawThumbnail(plan, seed));
    // The next one is drawn during the upload.
    [drawing] = plans.slice(index + 1, index + 2).map((following) => drawThumbnail(following, seed));
    drawing?.catch(() => {});

    answer(upload);
    const form = uploadForm(drawn.bytes, inputOf(upload), drawn.filename);
    const stored = dataOf(await postTo<AnalyzeThumbnailMutation>(server.url, form)).analyzeThumbnail;
    const thumbnailId = stored.thumbnail.id;
    yield { thumbnailId, analysisId: stored.id, at: upload.at };
    for (const again of later) {
      answer(again);
      yield { thumbnailId, analysisId: await reanalyze(server.url, thumbnailId, again), at: again.at };
    }
  }
}

/** The same places for rows and pictures, and what else makes uploads quick and free. */
function quick(config: Config, groq: Config['groq']): Config {
  return {
    ...config,
    host: '127.0.0.1',
    port: 0,
    publicUrl: undefined,
    groq,
    judge: { ...config.judge, passes: 1 },
    limits: { analysesPerMinute: 1_000_000, analysesPerDay: 1_000_000, requestsPerMinute: 1_000_000 },
    redisUrl: undefined,
    measurement: { ...config.measurement, text: false, faces: false },
  };
}

async function reanalyze(url: string, thumbnailId: string, analysis: PlannedAnalysis): Promise<string> {
  const variables = { thumbnailId, input: inputOf(analysis) };
  const body = JSON.stringify({ query: print(ReanalyzeThumbnailDocument), variables });
  const answer = await postTo<ReanalyzeThumbnailMutation>(url, body, { 'content-type': 'application/json' });
  return dataOf(answer).reanalyzeThumbnail.id;
}

function inputOf({ title, audience, ending }: PlannedAnalysis) {
  return { title, audience, judge: ending === 'measured' ? ('SKIP' as const) : ('PREFERRED' as const) };
}
