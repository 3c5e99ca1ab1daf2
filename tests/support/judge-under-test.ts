import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { JudgeRequest } from '../../src/judgement/judge.js';
import { ModelJudge } from '../../src/judgement/model-judge.js';
import { GroqModels, type GroqSettings } from '../../src/model/groq-models.js';
import { ModelError } from '../../src/model/model-error.js';
import { PACE, type Pace } from '../../src/model/pace.js';
import type { FakeGroq } from './fake-groq.js';
import { smallCriteria } from './small-criteria.js';

export const STRICT = 'qwen/qwen3.8-27b';
export const JSON_MODE = 'qwen/qwen3.6-27b';
export const BLIND = 'openai/gpt-oss-120b';
export const GONE = 'meta-llama/llama-4-scout-17b-16e-instruct';
export const NEVER_WAS = 'llama-3.2-90b-vision-preview';

export const request: JudgeRequest = {
  picture: Buffer.from('a picture'),
  context: { title: 'I "built" a boat', audience: null },
  criteria: smallCriteria,
};

/** The signal of a caller who stays. */
export const patience = () => new AbortController().signal;

/** A judge that asks the fake, without the pauses of real life, and everything that it logs. */
export function judgeUnderTest(
  groq: Pick<FakeGroq, 'apiKey' | 'url'>,
  { passes = 1, ...settings }: Partial<GroqSettings> & { readonly passes?: number } = {},
  pace: Partial<Pace> = {},
) {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const logger = pino({ level: 'trace' }, stream);
  const models = new GroqModels(
    {
      apiKey: groq.apiKey,
      baseUrl: groq.url,
      models: [STRICT],
      deadlineMs: 10_000,
      concurrency: 8,
      queue: 8,
      ...settings,
    },
    logger,
    { pace: { ...PACE, backoffMs: 1, ...pace } },
  );
  return { judge: new ModelJudge(models, passes, logger), models, lines };
}

/** The refusal that a judgement ends with; anything else fails the test. */
export async function failureOf(judging: Promise<unknown>): Promise<ModelError> {
  const error = await judging.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ModelError)) throw new Error(`Expected a ModelError, received ${String(error)}`);
  return error;
}
