import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ServerProcess, startServerProcess } from '../support/server-process.js';

let folder: string;
const started: ServerProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbnail-main-'));
});

afterEach(async () => {
  for (const server of started.splice(0)) await server.kill();
  await rm(folder, { recursive: true, force: true });
});

/** The real process, in an empty folder. */
function run(environment: Record<string, string>): ServerProcess {
  const server = startServerProcess({
    DATABASE_URL: `sqlite:${join(folder, 'data.sqlite')}`,
    PICTURES_URL: `file:${join(folder, 'pictures')}`,
    ...environment,
  });
  started.push(server);
  return server;
}

describe('the process', () => {
  it('names its free port, serves, and ends with 0 on SIGTERM', async () => {
    const server = run({});
    const url = await server.url();
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    server.child.kill('SIGTERM');
    expect((await once(server.child, 'exit'))[0]).toBe(0);
  });

  it('ends with 0 on SIGTERM also while an upload is stalled', async () => {
    const server = run({ SHUTDOWN_GRACE_MS: '500' });
    const { port } = new URL(await server.url());
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
