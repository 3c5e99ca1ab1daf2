// Fills an empty database with a drawn history: npm run seed -- [--count 200] [--seed 1] [--add]
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { z } from 'zod';
import { type Config, loadConfig } from '../src/config/config.js';
import { entities } from '../src/entities.js';
import type { Orm } from '../src/persistence/orm.js';
import { startOrm } from '../src/persistence/start-orm.js';
import { Thumbnail } from '../src/records/thumbnail.entity.js';
import { moveToPast } from './seed/move-to-past.js';
import { planHistory } from './seed/plan-history.js';
import { type StoredAnalysis, uploadHistory } from './seed/upload-history.js';

const log = pino({ level: 'error' }, pino.destination(process.stderr.fd));
/** After so many thumbnails, a line tells how far it is. */
const TOLD_EVERY = 20;

const optionsSchema = z.object({
  count: z.coerce.number().int().min(1).max(10_000).default(200),
  seed: z.coerce.number().int().min(0).max(1_000_000).default(1),
  add: z.boolean().default(false),
});

async function main(): Promise<void> {
  const { count, seed, add } = readOptions();
  const config = loadConfig();
  if (config.auth.mode !== 'none') {
    throw new Error('With AUTH=jwt every history belongs to a user. Seed with AUTH=none.');
  }
  const present = await withOrm(config, (orm) => orm.em.fork().count(Thumbnail, {}, { filters: false }));
  if (present > 0 && !add) {
    throw new Error(
      `The database already contains ${present} thumbnails. Give --add to put more beside them, or another DATABASE_URL.`,
    );
  }
  const stored: StoredAnalysis[] = [];
  try {
    await upload(stored, count, seed, config);
  } finally {
    // Also after an interruption: what is there is a shorter history.
    if (stored.length > 0) await withOrm(config, (orm) => moveToPast(orm, stored));
  }
  console.log('Done. Next: npm start, then open /app/history at the address that it prints.');
}

function readOptions() {
  const strings = { count: { type: 'string' }, seed: { type: 'string' } } as const;
  const { values } = parseArgs({ options: { ...strings, add: { type: 'boolean' } } });
  const options = optionsSchema.safeParse(values);
  if (options.success) return options.data;
  throw new Error('Give --count from 1 to 10000 and --seed from 0 to 1000000, both whole numbers.');
}

async function upload(stored: StoredAnalysis[], count: number, seed: number, config: Config): Promise<void> {
  const interruption = new AbortController();
  process.on('SIGINT', () => interruption.abort());
  const thumbnails = new Set<string>();
  const onStored = (analysis: StoredAnalysis) => {
    stored.push(analysis);
    if (thumbnails.has(analysis.thumbnailId)) return;
    thumbnails.add(analysis.thumbnailId);
    if (thumbnails.size % TOLD_EVERY === 0 || thumbnails.size === count) {
      console.log(`${thumbnails.size} of ${count} thumbnails`);
    }
  };
  const { signal } = interruption;
  await uploadHistory(planHistory(count, seed, new Date()), { seed, config, log, signal, onStored });
}

async function withOrm<Result>(config: Config, work: (orm: Orm) => Promise<Result>): Promise<Result> {
  const orm = await startOrm(config.database, entities, log);
  try {
    return await work(orm);
  } finally {
    await orm.close();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(
    `There is no new history. ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
}
