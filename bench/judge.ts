import Groq from 'groq-sdk';
import { pino } from 'pino';
import { askedCriteria } from '../src/judgement/asked-criteria.js';
import type { JudgeRequest } from '../src/judgement/judge.js';
import { ModelJudge } from '../src/judgement/model-judge.js';
import { promptMessages } from '../src/judgement/prompt.js';
import { replySchema } from '../src/judgement/reply-schema.js';
import { GroqModels } from '../src/model/groq-models.js';
import { MAX_COMPLETION_TOKENS } from '../src/model/model-abilities.js';
import { currentRubric } from '../src/scoring/rubrics.js';
import { startFakeGroq } from '../tests/support/fake-groq.js';
import { answers } from '../tests/support/fake-groq-answers.js';
import { median } from './median.js';

/** What our bounds, checks and repairs cost when nothing goes wrong, beside the same question asked bare. */
const CALLS = 500;
const LANES = 8;
const LATENCY_MS = 300;
const ALLOWED = 1.05;
const MODEL = 'qwen/qwen3.8-27b';

const groq = await startFakeGroq({ remembers: false });
groq.respondWith(answers.after(LATENCY_MS, answers.completion()));

const request: JudgeRequest = {
  // As large as a judge's copy of a picture usually is.
  picture: Buffer.alloc(150_000, 7),
  context: { title: 'I built a rocket in my garden', audience: null },
  criteria: currentRubric.criteria,
};
const asked = askedCriteria(request.criteria, request.context.title);
const schema = replySchema(asked);

const settings = { apiKey: groq.apiKey, baseUrl: groq.url, models: [MODEL] };
const bounds = { deadlineMs: 30_000, concurrency: LANES, queue: LANES };
const silence = pino({ level: 'silent' });
const judge = new ModelJudge(new GroqModels({ ...settings, ...bounds }, silence), 1, silence);
const bare = new Groq({ apiKey: groq.apiKey, baseURL: groq.url });

const contestants: Record<string, () => Promise<unknown>> = {
  'bare groq-sdk': () =>
    bare.chat.completions.create({
      model: MODEL,
      messages: promptMessages({ ...request, asked, schemaInWords: null }),
      response_format: { type: 'json_schema', json_schema: { name: 'verdict', strict: true, schema } },
      reasoning_effort: 'none',
      max_completion_tokens: MAX_COMPLETION_TOKENS,
      temperature: 0,
    }),
  'our judge': () => judge.judge(request, new AbortController().signal),
};
const times = new Map(Object.keys(contestants).map((name) => [name, [] as number[]]));

/** Each lane asks both in turn, so that whatever else the machine does meets both alike. */
async function lane(calls: number, into: ReadonlyMap<string, number[]>): Promise<void> {
  for (let call = 0; call < calls; call++) {
    for (const [name, ask] of Object.entries(contestants)) {
      const startedAt = performance.now();
      await ask();
      into.get(name)?.push(performance.now() - startedAt);
    }
  }
}

try {
  await lane(5, new Map());
  const shares = Array.from({ length: LANES }, (_, index) => Math.floor((CALLS + index) / LANES));
  await Promise.all(shares.map((calls) => lane(calls, times)));
  const medians = [...times].map(([name, values]) => ({ name, calls: values.length, ms: median(values) }));
  for (const { name, calls, ms } of medians) {
    console.log(`${name.padEnd(14)} median of ${calls} calls: ${ms.toFixed(1)} ms`);
  }
  const [theirs, ours] = medians.map(({ ms }) => ms);
  const ratio = (ours ?? Number.NaN) / (theirs ?? Number.NaN);
  console.log(`ratio ${ratio.toFixed(3)}, allowed ${ALLOWED}`);
  if (!(ratio <= ALLOWED)) process.exitCode = 1;
} finally {
  await groq.stop();
}
