import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { postTo, uploadForm } from '../tests/support/api.js';
import { startServerProcess } from '../tests/support/server-process.js';
import { corpus } from './cases.js';
import { fuzz } from './fuzz.js';

/** `npm run fuzz -- --cases 5000 --seed 1`: damaged pictures, uploads, queries and addresses against a server of its own. */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '5000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const cases = Number(values.cases);
const seed = Number(values.seed);
const folder = await mkdtemp(join(tmpdir(), 'thumbnail-fuzz-'));
const server = startServerProcess({
  DATABASE_URL: `sqlite:${join(folder, 'data.sqlite')}`,
  PICTURES_URL: `file:${join(folder, 'pictures')}`,
  REQUESTS_PER_MINUTE: '1000000',
  ANALYSES_PER_DAY: '1000000',
  // What is fuzzed is what comes before: reading would take a fifth of a second for each.
  MEASURE_TEXT: 'false',
  MEASURE_FACES: 'false',
});
try {
  const url = await server.url();
  const [good = Buffer.alloc(0)] = await corpus();
  console.log(`${cases} cases of seed ${seed}`);
  const began = performance.now();
  const { outcomes, slowestMs, faults } = await fuzz(url, cases, seed);
  console.table(Object.fromEntries([...outcomes].sort()));
  console.log(
    `${Math.round((performance.now() - began) / 1000)} s, the slowest case ${Math.round(slowestMs)} ms`,
  );
  const { errors, data } = await postTo(url, uploadForm(good, { judge: 'SKIP' }, 'good.png'));
  const serves = data !== null && errors.length === 0 && server.child.exitCode === null;
  console.log(
    serves ? 'afterwards it analyses a good picture' : 'afterwards it does NOT analyse a good picture',
  );
  for (const fault of faults) console.log(`FAULT ${fault}`);
  console.log(`${faults.length} faults`);
  if (!serves || faults.length > 0) process.exitCode = 1;
} finally {
  if (server.child.exitCode !== null) console.log(server.output().slice(-4000));
  await server.kill();
  await rm(folder, { recursive: true, force: true });
}
