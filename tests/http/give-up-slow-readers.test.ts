import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { giveUpSlowReaders } from '../../src/http/give-up-slow-readers.js';
import { until } from '../support/until.js';

const LIMIT_MS = 300;
/** More than the kernel keeps for a connection, so that the rest waits for its reader. */
const LARGE = 32 * 1024 * 1024;

let app: FastifyInstance;
let port: number;
let connections = 0;

beforeAll(async () => {
  app = fastify();
  app.addHook('onSend', giveUpSlowReaders(LIMIT_MS));
  app.get('/large', async () => Buffer.alloc(LARGE));
  app.get('/small', async () => 'small');
  app.server.on('connection', (socket) => {
    connections += 1;
    socket.once('close', () => {
      connections -= 1;
    });
  });
  port = Number(new URL(await app.listen({ port: 0 })).port);
});

afterAll(() => app.close());

async function ask(path: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`);
  await once(socket, 'connect');
  return socket;
}

it('a client that does not read its answer is given up', async () => {
  const socket = await ask('/large');
  await until(() => connections === 1);
  await until(() => connections === 0);
  socket.destroy();
});

it('a client that reads a few bytes now and then is given up as well', async () => {
  const socket = await ask('/large');
  const sips = setInterval(() => socket.read(1), 20);
  await until(() => connections === 1);
  await until(() => connections === 0);
  clearInterval(sips);
  socket.destroy();
});

it('a client that reads is served, and its connection may stay open for longer', async () => {
  const socket = await ask('/small');
  await once(socket, 'data');
  // Nothing tells that a time limit was taken off, but that it is over.
  await pause(2 * LIMIT_MS);
  socket.write('GET /small HTTP/1.1\r\nhost: x\r\n\r\n');
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1\.1 200 .*small$/s);
  socket.destroy();
});
