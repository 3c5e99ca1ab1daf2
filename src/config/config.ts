import type { z } from 'zod';
import { environmentSchema } from './environment-schema.js';
import { settingConflicts } from './setting-conflicts.js';

const MEBIBYTE = 1024 * 1024;
const MEGAPIXEL = 1_000_000;

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
  const faults = parsed.success
    ? settingConflicts(parsed.data)
    : parsed.error.issues.map(({ path, message }) => ({ name: path[0], reason: message }));
  if (!parsed.success || faults.length > 0) {
    const lines = faults.map(({ name, reason }) => `  ${String(name)}: ${reason}`);
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
      statementTimeoutMs: env.DATABASE_STATEMENT_TIMEOUT_MS,
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
    /** Whether clients may read the schema from us, and errors may suggest its names. */
    introspection: env.INTROSPECTION ?? env.NODE_ENV !== 'production',
    auth: toAuth(env),
    limits: Object.freeze({
      analysesPerMinute: env.ANALYSES_PER_MINUTE,
      analysesPerDay: env.ANALYSES_PER_DAY,
      requestsPerMinute: env.REQUESTS_PER_MINUTE,
    }),
    /** Where nodes share what counts for all of them; undefined keeps it in this process. */
    redisUrl: env.REDIS_URL,
    /** Addresses and networks whose word on a client's address is taken. */
    trustedProxies: env.TRUSTED_PROXIES,
    admission: Object.freeze({
      uploadBytes: Math.floor(env.UPLOADS_IN_FLIGHT_MB * MEBIBYTE),
      queue: env.ANALYSIS_QUEUE,
    }),
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
    pictures: Object.freeze({
      url: env.PICTURES_URL,
      s3Endpoint: env.S3_ENDPOINT,
      s3Region: env.S3_REGION,
      // Without authentication the signatures protect nothing, so a known secret is enough.
      signingSecret: env.PICTURE_SIGNING_SECRET ?? 'everything belongs to the local owner',
    }),
    metricsToken: env.METRICS_TOKEN,
    shutdownGraceMs: env.SHUTDOWN_GRACE_MS,
    logLevel: env.LOG_LEVEL,
    production: env.NODE_ENV === 'production',
  });
}

/** Authentication: none, with one owner for all clients, or a token that one key verifies. */
function toAuth(env: z.output<typeof environmentSchema>) {
  const { JWT_JWKS_URL: jwks, JWT_PUBLIC_KEY: publicKey, JWT_SECRET: secret } = env;
  const key =
    (jwks && ({ kind: 'jwks', url: jwks, staleMs: env.JWT_JWKS_STALE_SECONDS * 1000 } as const)) ||
    (publicKey && ({ kind: 'publicKey', pem: publicKey } as const)) ||
    (secret && ({ kind: 'secret', secret } as const));
  const { JWT_ISSUER: issuer, JWT_AUDIENCE: audience, JWT_CLOCK_SKEW_SECONDS: clockSkewSeconds } = env;
  if (env.AUTH === 'none') return Object.freeze({ mode: 'none' } as const);
  // settingConflicts has told already, and in better words; open doors must never be what is left.
  if (!key || !issuer || !audience) throw new ConfigError('AUTH=jwt lacks a setting.');
  return Object.freeze({ mode: 'jwt', key: Object.freeze(key), issuer, audience, clockSkewSeconds } as const);
}
