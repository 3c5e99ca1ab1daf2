import { createPublicKey, type KeyObject } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { algorithmsOf } from './key-algorithms.js';

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
  .enum(['true', 'false', '1', '0'], { error: 'must be true, false, 1 or 0' })
  .transform((text) => text === 'true' || text === '1');

/** Where pictures live: a folder, or a bucket with an optional folder in it. */
const picturesUrl = z
  .string()
  .regex(
    /^(file:.+|s3:\/\/[a-z0-9][a-z0-9.-]+(\/[^?#]+)?)$/,
    'must look like file:./data/pictures or s3://bucket/folder',
  );

/** A secret that cannot be guessed: as long as the hash that it goes into. */
const secret = z.string().trim().min(32, 'must have at least 32 characters');

const PEM_BEGIN = '-----BEGIN PUBLIC KEY-----';

/** A public key as PEM, of a kind that can verify tokens. Tools that keep settings on one line write its line ends as \n. */
const publicKey = z
  .string()
  .transform((text) => text.replaceAll('\\n', '\n').trim())
  .superRefine((text, context) => {
    const fault = faultOfKey(text);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  });

function faultOfKey(pem: string): string | undefined {
  const key = pem.startsWith(PEM_BEGIN) && readKey(pem);
  if (!key) return `must be a public key in PEM: ${PEM_BEGIN}`;
  try {
    algorithmsOf(key);
    return undefined;
  } catch (error) {
    return String(error instanceof Error ? error.message : error);
  }
}

function readKey(pem: string): KeyObject | undefined {
  try {
    return createPublicKey(pem);
  } catch {
    return undefined;
  }
}

const fraction = z.coerce.number<string>().min(0).max(1);

/** A part of the 16:9 frame: where it begins from the top left corner, and its size, all in fractions. */
const region = commaList
  .pipe(z.tuple([fraction, fraction, fraction, fraction]))
  .transform(([x, y, width, height]) => Object.freeze({ x, y, width, height }))
  .refine(
    // Sums of fractions such as 0.82 + 0.18 need not be exactly 1.
    ({ x, y, width, height }) => Math.min(width, height) > 0 && Math.max(x + width, y + height) < 1 + 1e-9,
    { error: 'must be x,y,width,height as fractions from 0 to 1, inside the frame' },
  );

/** What may stand in the environment. `.env.example` explains each variable to the operator. */
export const environmentSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(4000),
  PUBLIC_URL: baseUrl.optional(),
  DATABASE_URL: databaseUrl.default('sqlite:./data/thumbnails.sqlite'),
  DATABASE_POOL_MAX: wholeNumber(1, 1000).default(10),
  DATABASE_ACQUIRE_TIMEOUT_MS: wholeNumber(1, 600_000).default(5000),
  DATABASE_STATEMENT_TIMEOUT_MS: wholeNumber(1, 600_000).default(5000),
  GROQ_API_KEY: z.string().trim().optional(),
  GROQ_BASE_URL: baseUrl.default('https://api.groq.com'),
  GROQ_MODELS: commaList.pipe(z.array(z.string()).min(1)).prefault('qwen/qwen3.8-27b,qwen/qwen3.6-27b'),
  JUDGE_DEADLINE_MS: wholeNumber(1, 600_000).default(30_000),
  JUDGE_PASSES: wholeNumber(1, 3).default(1),
  JUDGE_CONCURRENCY: wholeNumber(1, 1000).default(8),
  JUDGE_QUEUE: wholeNumber(0, 10_000).default(32),
  CORS_ORIGINS: commaList.pipe(z.array(origin)).prefault(''),
  INTROSPECTION: yesOrNo.optional(),
  AUTH: z.enum(['none', 'jwt']).default('none'),
  AUTH_NONE_ACCEPTED: yesOrNo.prefault('false'),
  JWT_JWKS_URL: z.url({ protocol: /^https?$/ }).optional(),
  JWT_JWKS_STALE_SECONDS: wholeNumber(0, 604_800).default(3600),
  JWT_PUBLIC_KEY: publicKey.optional(),
  JWT_SECRET: secret.optional(),
  JWT_ISSUER: z.string().min(1).optional(),
  JWT_AUDIENCE: z.string().min(1).optional(),
  JWT_CLOCK_SKEW_SECONDS: wholeNumber(0, 600).default(30),
  ANALYSES_PER_MINUTE: wholeNumber(1, 1_000_000).default(60),
  ANALYSES_PER_DAY: wholeNumber(1, 100_000_000).default(2000),
  REQUESTS_PER_MINUTE: wholeNumber(1, 10_000_000).default(1200),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  TRUSTED_PROXIES: commaList
    .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])))
    .prefault(''),
  UPLOADS_IN_FLIGHT_MB: z.coerce.number().positive().max(65_536).default(64),
  ANALYSIS_QUEUE: wholeNumber(0, 10_000).default(32),
  MAX_UPLOAD_MB: z.coerce.number().positive().max(1024).default(50),
  MAX_IMAGE_MEGAPIXELS: z.coerce.number().positive().max(268).default(50),
  MEASURE_TEXT: yesOrNo.prefault('true'),
  MEASURE_FACES: yesOrNo.prefault('true'),
  MEASURE_WORKERS: wholeNumber(1, 64).default(() => Math.min(64, availableParallelism())),
  MEASURE_TIME_LIMIT_MS: wholeNumber(1, 600_000).default(10_000),
  DURATION_BADGE: region.prefault('0.8,0.82,0.18,0.14'),
  PROGRESS_BAR: region.prefault('0,0.96,1,0.04'),
  PICTURES_URL: picturesUrl.default('file:./data/pictures'),
  PICTURE_SIGNING_SECRET: secret.optional(),
  S3_ENDPOINT: baseUrl.optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  METRICS_TOKEN: z.string().trim().min(16, 'must have at least 16 characters').optional(),
  SHUTDOWN_GRACE_MS: wholeNumber(0, 600_000).default(32_000),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
});
