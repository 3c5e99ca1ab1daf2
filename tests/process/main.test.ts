import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

let folder: string;
const started: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbnail-main-'));
});

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
  await rm(folder, { recursive: true, force: true });
});

/** The real process, in an empty folder and with nothing else in its environment. */
function run(environment: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', '@oxc-node/core/register', resolve('src/main.ts')], {
    cwd: resolve('.'),
    env: {
      DATABASE_URL: `sqlite:${join(folder, 'data.sqlite')}`,
      PICTURES_URL: `file:${join(folder, 'pictures')}`,
      PORT: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  return { child, output: () => output };
}

async function listeningUrl({ child, output }: ReturnType<typeof run>): Promise<string> {
  for (;;) {
    const url = /listening at (http:[^"\s]+)/.exec(output())?.[1];
    if (url) return url;
    if (child.exitCode !== null) throw new Error(`ended: ${output()}`);
    await once(child.stdout!, 'data');
  }
}

describe('the process', () => {
  it('names its free port, serves, and ends with 0 on SIGTERM', async () => {
    const server = run({});
    const url = await listeningUrl(server);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    server.child.kill('SIGTERM');
    expect((await once(server.child, 'exit'))[0]).toBe(0);
  });

  it('ends with 0 on SIGTERM also while an upload is stalled', async () => {
    const server = run({ JUDGE_DEADLINE_MS: '1' });
    const { port } = new URL(await listeningUrl(server));
    const stalled = connect(Number(port), '127.0.0.1');
    stalled.on('error', () => {});
    await once(stalled, 'connect');
    await new Promise<void>((resolve) => {
      const head =
        'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100';
      stalled.write(`${head}\r\n\r\n{`, () => resolve());
    });
    expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200);
    server.child.kill('SIGTERM');
    expect((await once(server.child, 'exit'))[0]).toBe(0);
  });

  it('names every bad setting and ends with 1', async () => {
    const server = run({ PORT: 'secret-port', LOG_LEVEL: 'loud' });
    expect((await once(server.child, 'exit'))[0]).toBe(1);
    expect(server.output()).toContain('PORT');
    expect(server.output()).toContain('LOG_LEVEL');
    expect(server.output()).not.toContain('secret-port');
    expect(server.output()).not.toContain('    at ');
  });

  it('says that its port is taken and ends with 1', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const address = squatter.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const server = run({ PORT: String(port) });
    expect((await once(server.child, 'exit'))[0]).toBe(1);
    expect(server.output()).toContain('EADDRINUSE');
    squatter.close();
  });

  it('says that the database cannot be reached and ends with 1', async () => {
    const server = run({ DATABASE_URL: 'mysql://user:secret-word@127.0.0.1:1/thumbnails' });
    expect((await once(server.child, 'exit'))[0]).toBe(1);
    expect(server.output()).toContain('cannot start');
    expect(server.output()).not.toContain('secret-word');
  });
});
