import { print } from 'graphql';
import pLimit from 'p-limit';
import type { Logger } from 'pino';
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
import { type DrawnThumbnail, drawThumbnail } from './draw-thumbnail.js';
import type { PlannedAnalysis, PlannedThumbnail } from './plan-history.js';

/** An analysis that was stored today, and when it is to have been made. */
export interface StoredAnalysis {
  readonly thumbnailId: string;
  readonly analysisId: string;
  readonly at: Date;
}

export interface UploadParts {
  readonly seed: number;
  readonly config: Config;
  readonly log: Logger;
  /** Ends it after the thumbnails that are on their way. */
  readonly signal: AbortSignal;
  readonly onStored: (analysis: StoredAnalysis) => void;
}

/** Thumbnails at the same time: while one is drawn, others are measured and judged. */
const LANES = 3;

/** Uploads all of it to a server of our own, and tells of each thumbnail as soon as it is stored. */
export async function uploadHistory(
  plans: readonly PlannedThumbnail[],
  { seed, config, log, signal, onStored }: UploadParts,
): Promise<void> {
  await using parts = new AsyncDisposableStack();
  const groq = parts.adopt(await startFakeGroq({ remembers: false }), (it) => it.stop());
  groq.respondWith(answerAsJudge(plans, seed));
  const { apiKey, url: baseUrl } = groq;
  const fake = { apiKey, baseUrl, models: Object.keys(FAKE_MODELS).slice(0, 1) };
  const { url } = parts.adopt(await startServer(quick(config, fake), log), (it) => it.stop());

  let failure: unknown;
  const inLane = pLimit(LANES);
  const storeOne = async (plan: PlannedThumbnail) => {
    if (signal.aborted || failure) return;
    try {
      await store(plan, url, await drawThumbnail(plan, seed), onStored);
    } catch (error) {
      failure ??= error;
    }
  };
  // All of them end before the server stops.
  await Promise.all(plans.map((plan) => inLane(() => storeOne(plan))));
  if (failure) throw failure;
}

async function store(
  { analyses: [upload, ...later] }: PlannedThumbnail,
  url: string,
  { bytes, filename }: DrawnThumbnail,
  onStored: UploadParts['onStored'],
): Promise<void> {
  const form = uploadForm(bytes, inputOf(upload), filename);
  const { id, thumbnail } = dataOf(await postTo<AnalyzeThumbnailMutation>(url, form)).analyzeThumbnail;
  onStored({ thumbnailId: thumbnail.id, analysisId: id, at: upload.at });
  for (const again of later) {
    const analysisId = await reanalyze(url, thumbnail.id, again);
    onStored({ thumbnailId: thumbnail.id, analysisId, at: again.at });
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
