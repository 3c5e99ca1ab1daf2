import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { ANALYZE, corpus, nextCase, QUERIES } from '../../fuzz/cases.js';
import { Dice } from '../../fuzz/dice.js';
import { fuzz } from '../../fuzz/fuzz.js';
import { Api } from '../support/api.js';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server?.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('a server of ours answers 200 damaged requests as it should', async () => {
  const api = await Api.start({ MEASURE_TEXT: 'false', MEASURE_FACES: 'false', LOG_LEVEL: 'error' });
  const { outcomes, faults } = await fuzz(api.url, 200, 7);
  await api.remove();
  expect(faults).toEqual([]);
  expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).toBe(200);
});

it.each([ANALYZE, ...QUERIES])('begins with what the server would answer: %s', (query) => {
  const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
  expect(validate(schema, parse(query))).toEqual([]);
});

it('gives the same cases for the same seed', async () => {
  const pictures = await corpus();
  const cases = () => {
    const dice = new Dice(3);
    return Array.from({ length: 20 }, () => nextCase(pictures, dice));
  };
  expect(cases()).toEqual(cases());
});

it.each<[string, RequestListener]>([
  [
    'breaks',
    (_request, response) =>
      response
        .writeHead(500, { 'content-type': 'application/json' })
        .end('{"errors":[{"extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}'),
  ],
  [
    'answers with a page',
    (_request, response) => response.writeHead(400, { 'content-type': 'text/html' }).end('<h1>no'),
  ],
  [
    'has a code of its own',
    (_request, response) =>
      response
        .writeHead(400, { 'content-type': 'application/json' })
        .end('{"errors":[{"extensions":{"code":"OOPS"}}]}'),
  ],
  [
    'says JSON and sends none',
    (_request, response) => response.writeHead(400, { 'content-type': 'application/json' }).end('oops'),
  ],
  ['hangs up', (request) => request.socket.destroy()],
])('notices a server that %s', async (_what, listener) => {
  const { faults } = await fuzz(await serve(listener), 10, 1);
  expect(faults).toHaveLength(10);
});
