import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { Api, uploadForm, wireAnswer } from '../support/api.js';
import { ThumbnailHistoryDocument, UploadLimitsDocument } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';

const UPLOAD_OPERATION = JSON.stringify({
  query: 'mutation($f: Upload!){analyzeThumbnail(file:$f){id}}',
  variables: { f: null },
});

let api: Api;

beforeAll(async () => {
  api = await Api.start({ MAX_UPLOAD_MB: '1', MAX_IMAGE_MEGAPIXELS: '2' });
});

afterAll(async () => {
  expect((await api.ask(ThumbnailHistoryDocument, {})).thumbnailHistory.edges).toEqual([]);
  await api.remove();
});

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><rect width="9" height="9"/></svg>';

describe('a picture is refused with', () => {
  const noise = (width: number, height: number) =>
    sharp({
      create: {
        width,
        height,
        channels: 3,
        noise: { type: 'gaussian', mean: 128, sigma: 50 },
        background: '#000',
      },
    });

  it.each<[string, () => Promise<Buffer> | Buffer]>([
    ['IMAGE_MISSING', () => Buffer.alloc(0)],
    ['IMAGE_TOO_LARGE', () => Buffer.alloc(1024 * 1024 + 1, 'a')],
    ['IMAGE_TOO_LARGE', () => Buffer.alloc(3 * 1024 * 1024, 'a')],
    ['IMAGE_TYPE_UNSUPPORTED', () => Buffer.from(SVG)],
    ['IMAGE_TYPE_UNSUPPORTED', () => Buffer.from('<html><script>alert(1)</script></html>')],
    ['IMAGE_TYPE_UNSUPPORTED', () => Buffer.from('x')],
    ['IMAGE_TYPE_UNSUPPORTED', () => noise(100, 100).tiff().toBuffer()],
    ['IMAGE_CORRUPT', async () => (await noise(300, 200).png().toBuffer()).subarray(0, 9000)],
    ['IMAGE_CORRUPT', async () => (await noise(300, 200).jpeg().toBuffer()).subarray(0, 5000)],
    ['IMAGE_DIMENSIONS_UNSUPPORTED', () => noise(63, 36).png().toBuffer()],
    ['IMAGE_DIMENSIONS_UNSUPPORTED', () => noise(64, 35).png().toBuffer()],
    [
      'IMAGE_DIMENSIONS_UNSUPPORTED',
      () =>
        sharp({ create: { width: 2001, height: 1000, channels: 3, background: '#123' } })
          .png()
          .toBuffer(),
    ],
  ])('%s', async (code, file) => {
    const { status, errors, data } = await api.upload(await file());
    expect({ status, data, codes: errors.map(({ extensions }) => extensions.code) }).toEqual({
      status: 200,
      data: null,
      codes: [code],
    });
    expect(errors[0]?.path).toEqual(['analyzeThumbnail']);
  });

  it('leaves the connection usable and memory free of the file', async () => {
    for (let round = 0; round < 5; round++) {
      expect((await api.upload(Buffer.alloc(2 * 1024 * 1024))).errors[0]?.extensions.code).toBe(
        'IMAGE_TOO_LARGE',
      );
      expect((await api.ask(UploadLimitsDocument)).uploadLimits.maxBytes).toBe(1024 * 1024);
    }
  });
});

describe('input is refused with BAD_USER_INPUT', () => {
  it.each([
    ['title', { title: 'x'.repeat(101) }],
    ['audience', { audience: 'x'.repeat(201) }],
  ])('for a long %s, named in the message', async (field, input) => {
    const { errors } = await api.upload(await smallPicture(1), input);
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.message).toContain(field);
  });
});

describe('a request is refused with', () => {
  const json = { 'content-type': 'application/json' };

  it.each([
    ['GRAPHQL_PARSE_FAILED', 400, '{"query":"{"}', json],
    ['GRAPHQL_VALIDATION_FAILED', 400, '{"query":"{ nothing }"}', json],
    ['BAD_USER_INPUT', 400, '{"query":"query($id: ID!){thumbnail(id:$id){id}}"}', json],
    ['BAD_USER_INPUT', 400, '{"query":"query A{__typename} query B{__typename}"}', json],
    ['BAD_USER_INPUT', 400, '[{"query":"{__typename}"}]', json],
    ['BAD_USER_INPUT', 400, '{"query":', json],
    ['BAD_USER_INPUT', 400, '{}', json],
    ['BAD_USER_INPUT', 415, '<query/>', { 'content-type': 'application/xml' }],
    ['BAD_USER_INPUT', 400, 'query', { 'content-type': 'text/plain' }],
    ['BAD_USER_INPUT', 413, JSON.stringify({ query: `{ __typename } #${'x'.repeat(1.5e6)}` }), json],
    [
      'BAD_USER_INPUT',
      400,
      JSON.stringify({
        query: 'mutation($f: Upload!){analyzeThumbnail(file:$f){id}}',
        variables: { f: null },
      }),
      json,
    ],
    [
      'BAD_USER_INPUT',
      400,
      JSON.stringify({
        query: 'mutation($f: Upload!){analyzeThumbnail(file:$f){id}}',
        variables: { f: 'text' },
      }),
      json,
    ],
  ])('%s (%i)', async (code, status, body, headers) => {
    const answer = await api.post(body, headers);
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/graphql-response+json');
  });

  it('UPLOAD_PREFLIGHT_MISSING before the body is read, also in plain JSON', async () => {
    const form = uploadForm(await smallPicture(1), {}, 'a.png');
    const response = await fetch(`${api.url}/graphql`, { method: 'POST', body: form });
    expect(response.headers.get('content-type')).toContain('application/json');
    const { status, errors } = await wireAnswer(response);
    expect({ status, code: errors[0]?.extensions.code }).toEqual({
      status: 400,
      code: 'UPLOAD_PREFLIGHT_MISSING',
    });
    expect(errors[0]?.message).toContain('Apollo-Require-Preflight');
  });

  const boundary = 'x-test';
  const part = (name: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const operations = part(
    'operations',
    '{"query":"mutation($f: Upload!){analyzeThumbnail(file:$f){id}}","variables":{"f":null}}',
  );

  it.each([
    ['no boundary', 'multipart/form-data', 'anything'],
    ['an empty body', `multipart/form-data; boundary=${boundary}`, ''],
    ['no parts', `multipart/form-data; boundary=${boundary}`, `--${boundary}--\r\n`],
    [
      'a header that never ends',
      `multipart/form-data; boundary=${boundary}`,
      `--${boundary}\r\ncontent-disposition: form-data`,
    ],
    [
      'a header with a NUL',
      `multipart/form-data; boundary=${boundary}`,
      `--${boundary}\r\nbad\0header\r\n\r\nx\r\n--${boundary}--\r\n`,
    ],
    [
      'a header that is longer than any',
      `multipart/form-data; boundary=${boundary}`,
      `--${boundary}\r\ncontent-disposition: form-data; name="${'x'.repeat(100_000)}`,
    ],
    [
      'map before operations',
      `multipart/form-data; boundary=${boundary}`,
      `${part('map', '{"0":["variables.f"]}')}${operations}--${boundary}--\r\n`,
    ],
    [
      'operations that are no JSON',
      `multipart/form-data; boundary=${boundary}`,
      `${part('operations', '{')}--${boundary}--\r\n`,
    ],
    [
      'a map that is no object',
      `multipart/form-data; boundary=${boundary}`,
      `${operations}${part('map', '7')}--${boundary}--\r\n`,
    ],
    [
      'two files',
      `multipart/form-data; boundary=${boundary}`,
      `${operations}${part('map', '{"0":["variables.f"],"1":["variables.g"]}')}--${boundary}--\r\n`,
    ],
  ])('UPLOAD_MALFORMED for %s', async (_what, contentType, body) => {
    const { status, errors } = await api.post(body, { 'content-type': contentType });
    expect({ status, code: errors[0]?.extensions.code }).toEqual({ status: 400, code: 'UPLOAD_MALFORMED' });
  });

  it('IMAGE_MISSING for a mapped file that never comes', async () => {
    const body = `${operations}${part('map', '{"0":["variables.f"]}')}--${boundary}--\r\n`;
    const { errors } = await api.post(body, { 'content-type': `multipart/form-data; boundary=${boundary}` });
    expect(errors[0]?.extensions.code).toBe('IMAGE_MISSING');
  });

  it.each([
    ['GET', '/elsewhere', 404, 'NOT_FOUND'],
    ['GET', '/pictures/%00/360.webp', 404, 'NOT_FOUND'],
    ['GET', `/pictures/${'x'.repeat(300)}/360.webp`, 404, 'NOT_FOUND'],
    ['GET', '/playground/index.html', 404, 'NOT_FOUND'],
    ['GET', '/playground/%2e%2e/%2e%2e/package.json', 404, 'NOT_FOUND'],
    ['GET', '/graphql%', 400, 'BAD_USER_INPUT'],
    ['GET', '/pictures/%ff/360.webp', 400, 'BAD_USER_INPUT'],
    ['PUT', '/graphql', 405, 'BAD_USER_INPUT'],
    ['DELETE', '/graphql', 405, 'BAD_USER_INPUT'],
  ])('the right code for %s %s', async (method, path, status, code) => {
    const { status: answered, errors } = await wireAnswer(await fetch(api.url + path, { method }));
    expect({ status: answered, code: errors[0]?.extensions.code }).toEqual({ status, code });
  });

  it.each([
    ['no HTTP', 'nonsense\r\n\r\n', '400'],
    ['endless headers', `GET / HTTP/1.1\r\nhost: x\r\nlong: ${'x'.repeat(20_000)}\r\n\r\n`, '431'],
    ['no host', 'GET /graphql HTTP/1.1\r\nconnection: close\r\n\r\n', '400'],
    ['half a host', 'GET /graphql HTTP/1.1\r\nhost: [bad\r\nconnection: close\r\n\r\n', '400'],
    ['a host that is none', 'GET /graphql HTTP/1.1\r\nhost: a b:99999\r\nconnection: close\r\n\r\n', '400'],
  ])('our form for %s', async (_what, bytes, status) => {
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
    socket.write(bytes);
    let answer = '';
    for await (const chunk of socket) answer += chunk;
    expect(answer).toContain(`HTTP/1.1 ${status}`);
    expect(JSON.parse(answer.split('\r\n\r\n')[1]!)).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  it('no more of a body than was there, where an address cannot be read', async () => {
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
    socket.on('error', () => {}).resume();
    socket.write('POST /%zz HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n');
    const chunks = setInterval(() => socket.writable && socket.write('1\r\na\r\n'), 20);
    await once(socket, 'close');
    clearInterval(chunks);
  });

  it('an answer also to who expects something that there is not', async () => {
    const answer = request({
      port: new URL(api.url).port,
      path: '/health/live',
      headers: { expect: 'wonders' },
    });
    const [response] = (await once(answer.end(), 'response')) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(200);
  });

  it('an answer also to a check of health that names no host', async () => {
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
    socket.write('GET /health/live HTTP/1.0\r\n\r\n');
    let answer = '';
    for await (const chunk of socket) answer += chunk;
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('QUERY_TOO_COMPLEX for a document that would exhaust the parser', async () => {
    const { errors, status } = await api.send('{a'.repeat(20_000));
    expect({ status, code: errors[0]?.extensions.code }).toEqual({ status: 400, code: 'QUERY_TOO_COMPLEX' });
  });
});

describe('a client that leaves in the middle of its upload', () => {
  it('leaves no row and no error of ours behind', async () => {
    const { port } = new URL(api.url);
    const socket = connect(Number(port), '127.0.0.1');
    const part = (name: string, value: string) =>
      `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const start = `${part('operations', UPLOAD_OPERATION)}${part('map', '{"0":["variables.f"]}')}--b\r\ncontent-disposition: form-data; name="0"; filename="a.png"\r\n\r\nPNG`;
    await once(socket, 'connect');
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: x\r\napollo-require-preflight: 1\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 100000\r\n\r\n${start}`,
      () => socket.destroy(),
    );
    await once(socket, 'close');
    expect((await api.ask(ThumbnailHistoryDocument, {})).thumbnailHistory.edges).toEqual([]);
    expect(api.log.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});

const ENOUGH = 6 * 1024 * 1024;

describe('an upload that never ends', () => {
  it('is answered with its code and cut off', async () => {
    const { port } = new URL(api.url);
    const upload = request({
      port,
      path: '/graphql',
      method: 'POST',
      headers: { 'apollo-require-preflight': '1', 'content-type': 'multipart/form-data; boundary=b' },
    });
    const part = (name: string, value: string) =>
      `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    upload.write(part('operations', UPLOAD_OPERATION) + part('map', '{"0":["variables.f"]}'));
    upload.write('--b\r\ncontent-disposition: form-data; name="0"; filename="a.png"\r\n\r\n');
    // More than the server reads on, and then nothing.
    upload.write(Buffer.alloc(ENOUGH));
    const [response] = (await once(upload, 'response')) as [IncomingMessage];
    let body = '';
    for await (const piece of response) body += piece;
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'IMAGE_TOO_LARGE' } }] });
    // Its answer is there, and the server does not read on for ever.
    await once(
      upload.on('error', () => {}),
      'close',
    );
  });
});
