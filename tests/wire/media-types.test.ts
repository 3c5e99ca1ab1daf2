import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { rawRequest } from '../support/raw-request.js';

const QUERY = '{"query":"{ __typename }"}';

let api: Api;

beforeAll(async () => {
  api = await Api.start();
});

afterAll(() => api.remove());

const send = (type: string, body: string | Buffer = QUERY, ...more: string[]) =>
  rawRequest(api.url, ['POST /graphql HTTP/1.1', 'host: x', `Content-Type: ${type}`, ...more], body);

describe('a query', () => {
  it.each([
    'application/json',
    'Application/JSON',
    'application/json;charset=UTF-8',
    'application/json ; charset="utf-8"',
    'application/json; charset=utf-8; a="b;c"',
    'application/json;',
  ])('is read as %s', async (type) => {
    const { status, data } = await send(type);
    expect({ status, data }).toEqual({ status: 200, data: { __typename: 'Query' } });
  });

  it.each(['identity', 'IDENTITY', 'identity, identity', ''])(
    'may say that it is encoded as "%s"',
    async (coding) => {
      expect(await send('application/json', QUERY, `content-encoding: ${coding}`)).toMatchObject({
        status: 200,
      });
    },
  );

  it.each(['gzip', 'GZIP', 'x-gzip', 'deflate', 'br', 'zstd', 'identity, gzip', 'aws-chunked'])(
    'is refused by name when it is encoded as %s',
    async (coding) => {
      const body = gzipSync(QUERY);
      const { status, head, errors } = await send('application/json', body, `content-encoding: ${coding}`);
      expect([status, errors[0]?.extensions.code]).toEqual([415, 'CONTENT_ENCODING_UNSUPPORTED']);
      expect(head).toMatch(/^accept-encoding: identity$/im);
    },
  );
});

it('an encoded upload is refused before its body has come', async () => {
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  socket.write(
    'POST /graphql HTTP/1.1\r\nhost: x\r\napollo-require-preflight: true\r\ncontent-encoding: br\r\n' +
      'content-type: multipart/form-data; boundary=b\r\ncontent-length: 40000000\r\n\r\n',
  );
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1\.1 415 /);
  socket.destroy();
});

it('a GET without a body may say anything of its encoding', async () => {
  const answer = await fetch(`${api.url}/graphql?query={__typename}`, {
    headers: { 'apollo-require-preflight': 'true', 'content-encoding': 'gzip' },
  });
  expect(answer.status).toBe(200);
});
