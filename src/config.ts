import { availableParallelism } from 'node:os';
import { z } from 'zod';

const MEBIBYTE = 1024 * 1024;
const MEGAPIXEL = 1_000_000;

const wholeNumber = (minimum: number, maximum: number) => z.coerce.number().int().min(minimum).max(maximum);

const commaList = z.string().transform((text) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ''),
);

const origin = z.url({ protocol: /^https?$/ }).refine((text) => new URL(text).origin === text, {
  error: 'must be origins such as https://example.com, without a path',
});

/** An http address with any trailing slash taken off, so that paths can simply be appended. */
const baseUrl = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''));

const databaseUrl = z
  .string()
  .refine((text) => /^sqlite:.+/.test(text) || /^mysql:\/\/[^/]+\/[^/?]+/.test(text), {
    error: 'must look like sqlite:./data/thumbnails.sqlite or mysql://user:password@host:3306/name',
  });

const yesOrNo = z
  .enum(['true', 'false', '1', '0'], { error: 'must be true or false; 1 and 0 will do' })
  .transform((text) => text === 'true' || text === '1');

const fraction = z.coerce.number<string>().min(0).max(1);

/** A part of the 16:9 frame: where it begins from the top left corner, and its size, all in fractions. */
const region = commaList
  .pipe(z.tuple([fraction, fraction, fraction, fraction]))
  .transform(([x, y, width, height]) => Object.freeze({ x, y, width, height }))
  .refine(
    // Sums of fractions such as 0.82 + 0.18 need not be exactly 1.
    ({ x, y, width, height }) => Math.min(width, height) > 0 && Math.max(x + width, y + height) < 1 + 1e-9,
    { error: 'must be x,y,width,height in fractions, inside the frame' },
  );

/** What may stand in the environment. `.env.example` explains each variable to the operator. */
const environmentSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(4000),
  PUBLIC_URL: baseUrl.optional(),
  DATABASE_URL: databaseUrl.default('sqlite:./data/thumbnails.sqlite'),
  DATABASE_POOL_MAX: wholeNumber(1, 1000).default(10),
  DATABASE_ACQUIRE_TIMEOUT_MS: wholeNumber(1, 600_000).default(5000),
  GROQ_API_KEY: z.string().trim().optional(),
  GROQ_BASE_URL: baseUrl.default('https://api.groq.com'),
  GROQ_MODELS: commaList.pipe(z.array(z.string()).min(1)).prefault('qwen/qwen3.8-27b,qwen/qwen3.6-27b'),
  JUDGE_DEADLINE_MS: wholeNumber(1, 600_000).default(30_000),
  JUDGE_PASSES: wholeNumber(1, 3).default(1),
  JUDGE_CONCURRENCY: wholeNumber(1, 1000).default(8),
  JUDGE_QUEUE: wholeNumber(0, 10_000).default(32),
  CORS_ORIGINS: commaList.pipe(z.array(origin)).prefault(''),
  MAX_UPLOAD_MB: z.coerce.number().positive().max(1024).default(50),
  MAX_IMAGE_MEGAPIXELS: z.coerce.number().positive().max(268).default(50),
  MEASURE_TEXT: yesOrNo.prefault('true'),
  MEASURE_FACES: yesOrNo.prefault('true'),
  MEASURE_WORKERS: wholeNumber(1, 64).default(() => Math.min(64, availableParallelism())),
  MEASURE_TIME_LIMIT_MS: wholeNumber(1, 600_000).default(10_000),
  DURATION_BADGE: region.prefault('0.8,0.82,0.18,0.14'),
  PROGRESS_BAR: region.prefault('0,0.96,1,0.04'),
  PICTURES_URL: z
    .string()
    .regex(/^file:.+/, 'must look like file:./data/pictures')
    .default('file:./data/pictures'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
});

/** Everything that can be set from outside, checked and in the units that the code uses. */
export type Config = ReturnType<typeof toConfig>;

/** Thrown when the environment cannot be used; the message names every bad variable at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the settings out of an environment. An empty variable counts as absent, as in `docker run -e NAME=`.
 * @throws ConfigError that names every bad variable and never repeats a value, since values can be secrets.
 */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ''));
  const parsed = environmentSchema.safeParse(filled);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path[0]?.toString()}: ${issue.message}`);
    throw new ConfigError(`These settings cannot be used:\n${[...new Set(lines)].join('\n')}`);
  }
  return toConfig(parsed.data);
}

/** Reads `.env` where there is one, and the environment, which wins over it. */
export function loadConfig(): Config {
  try {
    process.loadEnvFile();
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!missing) throw new ConfigError('The file .env cannot be read.', { cause: error });
  }
  return parseConfig(process.env);
}

function toConfig(env: z.output<typeof environmentSchema>) {
  return Object.freeze({
    host: env.HOST,
    port: env.PORT,
    /** Base of the addresses that we hand out; undefined means where the server listens. */
    publicUrl: env.PUBLIC_URL,
    database: Object.freeze({
      url: env.DATABASE_URL,
      poolMax: env.DATABASE_POOL_MAX,
      acquireTimeoutMs: env.DATABASE_ACQUIRE_TIMEOUT_MS,
    }),
    /** Undefined without a key: then there is no judge, and everything else works. */
    groq: env.GROQ_API_KEY
      ? Object.freeze({ apiKey: env.GROQ_API_KEY, baseUrl: env.GROQ_BASE_URL, models: env.GROQ_MODELS })
      : undefined,
    judge: Object.freeze({
      deadlineMs: env.JUDGE_DEADLINE_MS,
      passes: env.JUDGE_PASSES,
      concurrency: env.JUDGE_CONCURRENCY,
      queue: env.JUDGE_QUEUE,
    }),
    corsOrigins: env.CORS_ORIGINS,
    image: Object.freeze({
      maxBytes: Math.floor(env.MAX_UPLOAD_MB * MEBIBYTE),
      maxPixels: Math.floor(env.MAX_IMAGE_MEGAPIXELS * MEGAPIXEL),
    }),
    measurement: Object.freeze({
      text: env.MEASURE_TEXT,
      faces: env.MEASURE_FACES,
      workers: env.MEASURE_WORKERS,
      timeLimitMs: env.MEASURE_TIME_LIMIT_MS,
      overlays: Object.freeze({ durationBadge: env.DURATION_BADGE, progressBar: env.PROGRESS_BAR }),
    }),
    picturesUrl: env.PICTURES_URL,
    logLevel: env.LOG_LEVEL,
    production: env.NODE_ENV === 'production',
  });
}
