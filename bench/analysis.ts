import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import sharp from 'sharp';
import { z } from 'zod';
import { parseConfig } from '../src/config/config.js';
import { canonicalise } from '../src/image/canonicalise.js';
import { encodeLossless } from '../src/image/encode.js';
import { MEASURING_WORKER, Measurer } from '../src/measurement/measurer.js';
import { currentRubric } from '../src/scoring/rubrics.js';
import { score } from '../src/scoring/score.js';
import { startServer } from '../src/server.js';
import { drawGood, GOOD_SEEDS } from '../tests/support/draw.js';
import { median } from './median.js';

/** Where the time of one analysis without a judge goes, beside a bare decode with statistics in the same run. */
const ROUNDS = 40;
const limits = { maxBytes: 50e6, maxPixels: 50e6 };

const drawn = await drawGood(GOOD_SEEDS[0] ?? 1);
const jpeg = await sharp(drawn.png).jpeg({ quality: 90 }).toBuffer();
const file = { filename: 'bench.jpg', bytes: jpeg, sha256: createHash('sha256').update(jpeg).digest('hex') };
const { image, original } = await canonicalise(file, limits);

const folder = await mkdtemp(join(tmpdir(), 'thumbnail-bench-'));
const config = parseConfig({
  PORT: '0',
  DATABASE_URL: `sqlite:${join(folder, 'data.sqlite')}`,
  PICTURES_URL: `file:${folder}`,
});
const log = pino({ level: 'silent' });
const measurer = new Measurer(config.measurement, log, MEASURING_WORKER);
const { measurements } = await measurer.measure(image, original);
const begin = performance.now();
const server = await startServer(config, log);
await fetch(`${server.url}/health/ready`);
const startMs = performance.now() - begin;

const stages: Record<string, () => unknown> = {
  'baseline: sharp decode + stats': () => sharp(jpeg).stats(),
  'decode to the canonical raster': () => canonicalise(file, limits),
  'measure every family': () => measurer.measure(image, original),
  score: () => score(currentRubric, { original, measurements, judged: null, hasTitle: false }),
  'encode for storage': () => encodeLossless(image),
  'whole analysis over HTTP': () => upload(server.url),
};

try {
  const samples = new Map(Object.keys(stages).map((name) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, run] of Object.entries(stages)) {
      const start = performance.now();
      await run();
      samples.get(name)?.push(performance.now() - start);
    }
  }
  const medians = [...samples].map(([name, times]) => [name, median(times)] as const);
  const baseline = medians[0]?.[1] ?? 1;
  console.log(`1280×720 JPEG of ${Math.round(jpeg.length / 1000)} kB, medians of ${ROUNDS} rounds`);
  for (const [name, ms] of medians) {
    console.log(
      `${name.padEnd(34)} ${ms.toFixed(1).padStart(7)} ms  ${(ms / baseline).toFixed(2).padStart(6)} × baseline`,
    );
  }
  console.log(`${'start to ready, empty SQLite'.padEnd(34)} ${startMs.toFixed(1).padStart(7)} ms`);
} finally {
  await server.stop();
  await measurer.stop();
  await rm(folder, { recursive: true, force: true });
}

async function upload(url: string): Promise<void> {
  const [operation, fragments] = await Promise.all(
    ['analyze-thumbnail', 'fragments'].map((name) => readFile(`schema/operations/${name}.graphql`, 'utf8')),
  );
  const query = `${operation}\n${fragments}`;
  const form = new FormData();
  form.set(
    'operations',
    JSON.stringify({
      query,
      operationName: 'AnalyzeThumbnail',
      variables: { file: null, input: { judge: 'SKIP' } },
    }),
  );
  form.set('map', '{"0":["variables.file"]}');
  form.set('0', new Blob([new Uint8Array(jpeg)]), 'bench.jpg');
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    body: form,
    headers: { 'Apollo-Require-Preflight': 'true' },
  });
  z.object({ data: z.object({ analyzeThumbnail: z.object({ status: z.literal('MEASURED') }) }) }).parse(
    await response.json(),
  );
}
