import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { postTo, uploadForm } from '../tests/support/api.js';
import { drawGood, GOOD_SEEDS } from '../tests/support/draw.js';

/**
 * Uploads of 20 MB from 200 clients at once against `npm start` as it comes, in a process of its own: each is
 * answered by data or by a code, memory stays bounded, and comes back. Then as many small files that decode to 50
 * megapixels.
 */
const CLIENTS = 200;
const PEAK_MB = 600;
const BACK_WITHIN = 0.15;

const folder = await mkdtemp(join(tmpdir(), 'thumbnail-storm-'));
const server = spawn('npm', ['start', '--silent'], {
  env: {
    PATH: process.env.PATH ?? '',
    // As in the image: glibc reads it when a process starts.
    MALLOC_ARENA_MAX: '2',
    PORT: '0',
    DATABASE_URL: `sqlite:${join(folder, 'data.sqlite')}`,
    PICTURES_URL: `file:${join(folder, 'pictures')}`,
    // The limits of one client would refuse most of them before any memory is asked for.
    ANALYSES_PER_MINUTE: '100000',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
});
let output = '';
server.stdout.on('data', (chunk) => {
  output += chunk;
});
const listening = () => /"pid":(\d+).*listening at (http:[^"\s]+)/.exec(output);
while (!listening()) await Promise.race([once(server.stdout, 'data'), once(server, 'exit')]);
const [, pid = '', url = ''] = listening() ?? [];

/** Megabytes of 1024 x 1024 bytes, as the kernel counts them. */
function memory(line: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${line}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
}

async function storm(name: string, file: Uint8Array): Promise<boolean> {
  const outcomes = new Map<string, number>();
  const began = performance.now();
  let slowest = 0;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const outcome = await upload(file);
      slowest = performance.now() - began;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }),
  );
  const peak = memory('VmHWM');
  await ordinaryWork();
  const after = memory('VmRSS');
  const megabytes = (file.length / 1024 / 1024).toFixed(1);
  console.log(
    `\n${name}: ${CLIENTS} uploads of ${megabytes} MB, the last answered after ${Math.round(slowest)} ms`,
  );
  console.table(Object.fromEntries(outcomes));
  console.log(`RSS before ${start.toFixed(0)} MB, peak ${peak.toFixed(0)} MB, after ${after.toFixed(0)} MB`);
  const lost = [...outcomes.keys()].some((outcome) => outcome.startsWith('no answer'));
  return !lost && peak <= PEAK_MB && after <= start * (1 + BACK_WITHIN);
}

/** What a server does between storms; the memory of one that is left alone would say when garbage was collected last. */
async function ordinaryWork(): Promise<void> {
  for (let i = 0; i < 6; i++) await Promise.all([upload(ordinary), upload(ordinary)]);
  await pause(2000);
}

async function upload(file: Uint8Array): Promise<string> {
  try {
    const { status, data, errors } = await postTo(url, uploadForm(file, { judge: 'SKIP' }, 'storm'));
    return data ? 'analysed' : `${status} ${errors[0]?.extensions.code}`;
  } catch (error) {
    return `no answer: ${error instanceof Error ? (error.cause ?? error) : error}`;
  }
}

/** So large that nothing can compress it: noise. */
function noise(width: number, height: number): Promise<Buffer> {
  return sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
}

const { png: ordinary } = await drawGood(GOOD_SEEDS[0] ?? 1);
let start = 0;
try {
  console.log(`RSS of a server that has done nothing: ${memory('VmRSS').toFixed(0)} MB`);
  // The start is a server that has begun to work: its threads run and its networks are loaded.
  await ordinaryWork();
  start = memory('VmRSS');
  const large = await storm('large files', await noise(3000, 2330));
  const wide = await sharp({ create: { width: 8600, height: 5800, channels: 3, background: '#336699' } })
    .jpeg()
    .toBuffer();
  const many = await storm('many pixels', wide);
  if (!large || !many) process.exitCode = 1;
} finally {
  process.kill(-(server.pid ?? 0), 'SIGTERM');
  await once(server, 'exit');
  await rm(folder, { recursive: true, force: true });
}
