import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { answers } from '../support/fake-groq-answers.js';
import { smallPicture } from '../support/pictures.js';
import { JWT_ENVIRONMENT } from '../support/tokens.js';
import { until } from '../support/until.js';

let groq: FakeGroq;
let api: Api;

beforeAll(async () => {
  groq = await startFakeGroq();
  api = await Api.start({
    GROQ_API_KEY: groq.apiKey,
    GROQ_BASE_URL: groq.url,
  });
});

afterAll(async () => {
  await api?.remove();
  await groq?.stop();
});

/** Every series with its value, as Prometheus would read them. */
async function scrape(): Promise<Map<string, number>> {
  const response = await fetch(`${api.url}/metrics`);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const series = new Map<string, number>();
  for (const line of (await response.text()).trim().split('\n')) {
    if (/^(# (HELP|TYPE) [a-zA-Z_:][\w:]* .+)?$/.test(line)) continue;
    const [, name = '', value = ''] =
      /^([a-zA-Z_:][\w:]*(?:\{(?:\w+="[^"\\\n]*",?)*\})?) (-?[\d.e+-]+|[Nn]a[Nn]|[+-]Inf)$/.exec(line) ?? [];
    expect({ line, name }).not.toEqual({ line, name: '' });
    series.set(name, Number(value));
  }
  return series;
}

it('counts what was asked, by field and code, and calls to the model', async () => {
  // What is left is told until it is fresh again, which usually takes less than a second.
  groq.respondWith(answers.withHeaders({ 'x-ratelimit-reset-tokens': '1h' }, answers.completion()));
  await api.analyze(await smallPicture(1), { judge: 'REQUIRED' });
  await api.send('{ uploadLimits { maxBytes } }');
  await api.send('{ uploadLimits { maxBytes } rubric { version } }');
  await api.send('{ nothing }');
  await api.upload(Buffer.from('no picture'));
  await until(
    async () =>
      (await scrape()).get(
        'thumbnail_requests_total{operation="analyzeThumbnail",code="IMAGE_TYPE_UNSUPPORTED"}',
      ) === 1,
  );
  const series = await scrape();
  expect(Object.fromEntries(series)).toMatchObject({
    'thumbnail_requests_total{operation="analyzeThumbnail",code="OK"}': 1,
    'thumbnail_requests_total{operation="uploadLimits",code="OK"}': 1,
    'thumbnail_requests_total{operation="several",code="OK"}': 1,
    'thumbnail_requests_total{operation="none",code="GRAPHQL_VALIDATION_FAILED"}': 1,
    'thumbnail_request_seconds_count{operation="analyzeThumbnail"}': 2,
    'thumbnail_judge_calls_total{model="qwen/qwen3.8-27b",outcome="OK"}': 1,
    'thumbnail_judge_call_seconds_count{model="qwen/qwen3.8-27b"}': 1,
    thumbnail_uploads_in_flight: 0,
    thumbnail_uploads_in_flight_bytes: 0,
    thumbnail_analyses_measuring: 0,
    thumbnail_analyses_waiting: 0,
    thumbnail_measuring_threads_busy: 0,
    thumbnail_judge_busy: 0,
    thumbnail_judge_circuit_open: 0,
  });
  const names = [...series.keys()].join('\n');
  for (const name of [
    'nodejs_eventloop_lag_p99_seconds',
    'process_resident_memory_bytes',
    'judge_tokens_left{model=',
  ]) {
    expect(names).toContain(name);
  }
});

it('whatever clients call their operations, there are no more series for it', async () => {
  await api.send('query A { uploadLimits { maxBytes } }');
  // Only these have labels that a request sets; what the model's headers told, say, comes and goes by itself.
  const ours = async () =>
    [...(await scrape()).keys()].filter((name) => name.startsWith('thumbnail_request')).sort();
  await until(async () =>
    (await ours()).includes('thumbnail_requests_total{operation="uploadLimits",code="OK"}'),
  );
  const before = await ours();
  for (let i = 0; i < 100; i++) await api.send(`query Mine${i} { a${i}: uploadLimits { maxBytes } }`);
  expect(await ours()).toEqual(before);
});

describe('who may read them', () => {
  const read = async (headers: Record<string, string> = {}) =>
    (await fetch(`${api.url}/metrics`, { headers })).status;

  it('is whoever has the token, where there is one', async () => {
    await api.stop();
    await api.start({ METRICS_TOKEN: 'a-token-of-the-collector' });
    expect(await read()).toBe(404);
    expect(await read({ authorization: 'Bearer a-token-of-the-collectoR' })).toBe(404);
    expect(await read({ authorization: 'Bearer a-token-of-the-collector' })).toBe(200);
  });

  it('is nobody without one, where not everybody is let in', async () => {
    await api.stop();
    await api.start(JWT_ENVIRONMENT);
    expect(await read()).toBe(404);
    await api.stop();
    await api.start({ NODE_ENV: 'production', AUTH_NONE_ACCEPTED: 'true' });
    expect(await read()).toBe(404);
  });
});
