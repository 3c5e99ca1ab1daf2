import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type ServerProcess, startServerProcess } from '../support/server-process.js';

let folder: string;
let server: ServerProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbnail-slow-'));
  server = startServerProcess({
    DATABASE_URL: `sqlite:${join(folder, 'data.sqlite')}`,
    PICTURES_URL: `file:${join(folder, 'pictures')}`,
  });
});

afterAll(async () => {
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

/** Sends a header every second and never the last one. @returns what the server says before it hangs up. */
async function neverEnd(url: string, begin: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').setEncoding('utf8');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  // Writing may meet the end that the server made.
  socket.on('error', () => {});
  socket.write(begin);
  const trickle = setInterval(() => socket.writable && begin && socket.write('x-more: 1\r\n'), 1000);
  await once(socket, 'close');
  clearInterval(trickle);
  return answer;
}

it('clients that never end their headers, or never begin, are given up in our form while others are served', async () => {
  const url = await server.url();
  const slow = Promise.all([neverEnd(url, 'GET /health/live HTTP/1.1\r\nhost: x\r\n'), neverEnd(url, '')]);
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  for (const answer of await slow)
    expect(answer).toMatch(
      /^HTTP\/1\.1 408 .*\r\nConnection: close\r\n\r\n\{"errors":\[\{.*"code":"BAD_USER_INPUT"/s,
    );
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
}, 120_000);
