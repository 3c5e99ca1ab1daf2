import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { findExecutable } from './find-mysql-server.js';
import { freePort } from './free-port.js';
import { guardProcess } from './process-guard.js';
import { until } from './until.js';

/** A private Redis or Valkey server that keeps nothing on disk. */
export interface RedisServer {
  readonly url: string;
  /** Everything that it holds, by key. */
  keys(): Promise<string[]>;
  /** It goes on to accept connections, and answers nothing. */
  hang(): void;
  wakeUp(): void;
  /** Ends it as an outage would look to its clients. */
  stop(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** The Redis or Valkey server of this machine, or null where none is installed. */
export function findRedisServer(): string | null {
  return findExecutable('redis-server') ?? findExecutable('valkey-server');
}

/** Starts a private server on a free loopback port; throws where none is installed. */
export async function startRedis(): Promise<RedisServer> {
  const path = findRedisServer();
  if (path === null) throw new Error('No redis-server or valkey-server found: run "npm run test:deps"');
  const folder = await mkdtemp(join(tmpdir(), 'thumbnail-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let running: ChildProcess | undefined;
  let callOffGuard = () => {};

  const ask = async <T>(question: (redis: Redis) => Promise<T>): Promise<T> => {
    const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
    redis.on('error', () => {});
    try {
      await redis.connect();
      return await question(redis);
    } finally {
      redis.disconnect();
    }
  };
  const start = async () => {
    running = spawn(
      path,
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      {
        cwd: folder,
        stdio: 'ignore',
      },
    );
    if (running.pid === undefined) throw new Error(`${path} cannot be run`);
    callOffGuard = guardProcess(running.pid, folder);
    await until(() =>
      ask((redis) => redis.ping()).then(
        () => true,
        () => false,
      ),
    );
  };
  const stop = async () => {
    const child = running;
    running = undefined;
    callOffGuard();
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    // One that hangs hears no other signal.
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  await start();
  return {
    url,
    keys: () => ask((redis) => redis.keys('*')),
    hang: () => void running?.kill('SIGSTOP'),
    wakeUp: () => void running?.kill('SIGCONT'),
    stop,
    start,
    remove: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
