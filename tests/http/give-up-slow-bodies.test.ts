import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { giveUpSlowBodies } from '../../src/http/give-up-slow-bodies.js';
import { bareApp } from '../support/bare-app.js';

let app: FastifyInstance;
let port: number;
let broken = 0;

beforeAll(async () => {
  app = bareApp();
  app.addHook('onRequest', giveUpSlowBodies({ bytes: 100, milliseconds: 600 }));
  app.addContentTypeParser('*', async (_request: unknown, payload: AsyncIterable<Buffer>) => {
    let bytes = 0;
    try {
      for await (const chunk of payload) bytes += chunk.length;
    } catch (error) {
      broken += 1;
      throw error;
    }
    return bytes;
  });
  app.post('/', async ({ body }) => ({ bytes: body }));
  port = Number(new URL(await app.listen({ port: 0 })).port);
});

afterAll(() => app.close());

const HEAD = 'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: some/thing\r\ncontent-length: 5000\r\n\r\n';

/** Sends so many bytes every 20 ms until the body is whole or the server ends the connection. */
async function send(perTurn: number): Promise<string> {
  const socket: Socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
    socket.end();
  });
  socket.write(HEAD);
  let left = 5000;
  const turns = setInterval(() => {
    if (left > 0 && socket.writable) socket.write('x'.repeat(Math.min(left, perTurn)));
    left -= perTurn;
  }, 20);
  await once(socket, 'close');
  clearInterval(turns);
  return answer;
}

it('a body that all but stands still is answered with 408 in our form, and whoever reads it hears of it', async () => {
  const answer = await send(1);
  expect(answer).toMatch(
    /^HTTP\/1\.1 408 .*\r\nConnection: close\r\n\r\n\{"errors":\[\{.*"code":"BAD_USER_INPUT"/s,
  );
  expect(broken).toBe(1);
});

it('a slow body is served', async () => {
  expect(await send(400)).toMatch(/^HTTP\/1\.1 200 .*\{"bytes":5000\}/s);
});
