import { availableParallelism } from 'node:os';
import { pino } from 'pino';
import sharp from 'sharp';
import { parseConfig } from '../src/config/config.js';
import { canonicalise } from '../src/image/canonicalise.js';
import { MEASURING_WORKER, Measurer, type MeasurerSettings } from '../src/measurement/measurer.js';
import { benchPictures } from './bench-pictures.js';
import { familyTimes } from './family-times.js';
import { median } from './median.js';
import { watchEventLoop } from './watch-event-loop.js';

/**
 * What measuring takes: each family by itself, then pictures side by side beside a bare decode with statistics, the
 * longest time that the event loop was held up, and memory. `npm run bench:measure -- 100` takes fewer pictures.
 */
const COUNT = Number(process.argv[2] ?? 500);
if (!Number.isInteger(COUNT) || COUNT < 20)
  throw new RangeError('Expected a whole number of pictures from 20 up');
const CORES = availableParallelism();
const limits = { maxBytes: 50e6, maxPixels: 50e6 };
const settings = parseConfig({}).measurement;
const log = pino({ level: 'warn' }, pino.destination(process.stderr.fd));
const pictures = await benchPictures();

console.log(`${pictures.length} drawn JPEGs of 1280×720, ${CORES} cores, ${settings.workers} threads\n`);
// First, so that the memory is that of measuring alone.
const full = await measuring({}, COUNT);
const light = await measuring({ text: false, faces: false }, Math.ceil(COUNT / 4));
const bare = await perSecond(COUNT, (file) => sharp(file.bytes).stats());
print('decode and statistics alone', bare, 'pictures/s');
printRatio('without text and faces', light.pictures);
printRatio('with everything', full.pictures);

console.log('');
print('longest hold of the event loop', full.held.longestMs, 'ms');
print('  longest work of its own thread', full.held.longestWorkMs, 'ms');
print(`memory after ${COUNT} pictures`, full.memory.at(-1) ?? 0, 'MB');
const quarter = Math.floor(full.memory.length / 4);
const third = median(full.memory.slice(2 * quarter, 3 * quarter));
const last = median(full.memory.slice(3 * quarter));
print('third quarter of them, median', third, 'MB');
print('last quarter, median', last, last < 1.05 * third ? 'MB: flat' : 'MB: it grows');

// At the end, since it loads the networks here as well, which would pass for memory of the threads.
console.log('');
const images = await Promise.all(pictures.map((file) => canonicalise(file, limits)));
for (const [family, ms] of await familyTimes(images, settings.overlays)) print(family, ms, 'ms');

type Picture = (typeof pictures)[number];

/** Pictures through the whole measurement, the decoder included, twice as many at a time as there are cores. */
async function measuring(changes: Partial<MeasurerSettings>, count: number) {
  const measurer = new Measurer({ ...settings, ...changes }, log, MEASURING_WORKER);
  const memory: number[] = [];
  const run = async (file: Picture) => {
    const { image, original } = await canonicalise(file, limits);
    await measurer.measure(image, original);
    memory.push(process.memoryUsage.rss() / 1e6);
  };
  // Threads and networks are loaded before the clock starts.
  await perSecond(2 * CORES, run);
  memory.length = 0;
  const holds = watchEventLoop();
  const rate = await perSecond(count, run);
  const held = holds();
  await measurer.stop();
  return { pictures: rate, held, memory };
}

async function perSecond(count: number, work: (file: Picture) => Promise<unknown>): Promise<number> {
  let next = 0;
  const begin = performance.now();
  const one = async () => {
    while (next < count) {
      const file = pictures[next++ % pictures.length];
      if (file) await work(file);
    }
  };
  await Promise.all(Array.from({ length: 2 * CORES }, one));
  return count / ((performance.now() - begin) / 1000);
}

function print(name: string, value: number, unit: string): void {
  console.log(`${name.padEnd(34)} ${value.toFixed(1).padStart(8)} ${unit}`);
}

function printRatio(name: string, rate: number): void {
  print(name, rate, `pictures/s, ${(rate / bare).toFixed(3)} × the bare decode`);
}
