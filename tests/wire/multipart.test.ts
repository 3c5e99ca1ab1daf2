import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { smallPicture } from '../support/pictures.js';
import { rawRequest } from '../support/raw-request.js';
import { until } from '../support/until.js';

const MUTATION = 'mutation($f: Upload!) { analyzeThumbnail(file: $f, input: { judge: SKIP }) { id } }';
const OPERATIONS = JSON.stringify({ query: MUTATION, variables: { f: null } });
const MAP = '{"0":["variables.f"]}';

let api: Api;
let picture: Buffer;

beforeAll(async () => {
  api = await Api.start({
    MAX_UPLOAD_MB: '1',
    // Of which one client gets half.
    UPLOADS_IN_FLIGHT_MB: '4',
  });
  picture = await smallPicture(1);
});

afterAll(() => api?.remove());

const field = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (name = '0', filename = 'a.png', headers = '') =>
  Buffer.concat([
    Buffer.from(
      `--b\r\nContent-Disposition: form-data; name="${name}"; filename="${filename}"\r\n${headers}\r\n`,
    ),
    picture,
    Buffer.from('\r\n'),
  ]);
const END = '--b--\r\n';
const unnamed = (header: string) => () =>
  body(
    field('operations', OPERATIONS),
    field('map', MAP),
    `--b\r\nContent-Disposition: form-data; name="0"\r\n${header}\r\n\r\n`,
    picture,
    '\r\n',
    END,
  );
const body = (...parts: (string | Buffer)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));
const whole = () => body(field('operations', OPERATIONS), field('map', MAP), file(), END);
const operations = (value: unknown) => field('operations', JSON.stringify(value));
const mapped = (map: string) => () => body(field('operations', OPERATIONS), field('map', map), file(), END);

interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly closes: boolean;
}

/** Sends a body over a connection of its own, then a query over the same one, and tells both answers. */
async function send(sent: Buffer, type: string, extra = ''): Promise<{ first: Answer; next: Answer | null }> {
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  let bytes = '';
  let ended = false;
  socket.on('data', (chunk) => {
    bytes += chunk;
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    ended = true;
  });
  const head = `POST /graphql HTTP/1.1\r\nhost: x\r\napollo-require-preflight: true\r\ncontent-type: ${type}\r\n${extra}`;
  socket.write(`${head}content-length: ${sent.length}\r\n\r\n`);
  socket.write(sent);
  const answers = () => bytes.split(/(?=HTTP\/1\.1 \d{3} )/).filter((text) => isWhole(text));
  await until(() => ended || answers().length === 1);
  const first = parse(answers()[0] ?? '');
  let next: Answer | null = null;
  if (!first.closes && !ended) {
    const query = '{"query":"{__typename}"}';
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${query.length}\r\n\r\n${query}`,
    );
    await until(() => ended || answers().length === 2);
    next = parse(answers()[1] ?? '');
  }
  socket.destroy();
  return { first, next };
}

function isWhole(answer: string): boolean {
  const [head = '', ...rest] = answer.split('\r\n\r\n');
  const length = /content-length: (\d+)/i.exec(head)?.[1];
  return length !== undefined && Buffer.byteLength(rest.join('\r\n\r\n')) >= Number(length);
}

function parse(answer: string): Answer {
  const [head = '', text = '{}'] = answer.split('\r\n\r\n');
  const { errors } = JSON.parse(text) as { errors?: { extensions: { code: string } }[] };
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]),
    code: errors?.[0]?.extensions.code,
    closes: /^connection: close/im.test(head),
  };
}

const TYPE = 'multipart/form-data; boundary=b';
const MALFORMED = { status: 400, code: 'UPLOAD_MALFORMED' };
const BAD = { status: 400, code: 'BAD_USER_INPUT' };
const MISSING = { status: 200, code: 'IMAGE_MISSING' };
const ENCODED = { status: 415, code: 'CONTENT_ENCODING_UNSUPPORTED' };

type Case = [
  what: string,
  sent: () => Buffer,
  expected: { status: number; code?: string },
  type?: string,
  extra?: string,
];

const CASES: Case[] = [
  ['a whole upload', whole, { status: 200 }],
  ['no boundary', whole, MALFORMED, 'multipart/form-data'],
  ['an empty boundary', whole, MALFORMED, 'multipart/form-data; boundary='],
  ['a boundary that never comes', whole, MALFORMED, 'multipart/form-data; boundary=other'],
  ['an empty body', () => body(''), MALFORMED],
  ['only the end', () => body(END), MALFORMED],
  ['noise', () => Buffer.alloc(5000, '\r\n--'), MALFORMED],
  [
    'a header that never ends',
    () => body('--b\r\nContent-Disposition: form-data; name="', 'x'.repeat(50_000)),
    MALFORMED,
  ],
  ['a thousand headers', () => body('--b\r\n', 'x-a: b\r\n'.repeat(5000), '\r\nvalue\r\n', END), MALFORMED],
  [
    'ten thousand small fields',
    () => body(...Array.from({ length: 10_000 }, (_, i) => field(`f${i}`, 'x')), END),
    MALFORMED,
  ],
  ['no operations', () => body(field('map', MAP), file(), END), MALFORMED],
  ['no map', () => body(field('operations', OPERATIONS), file(), END), MALFORMED],
  ['the file first', () => body(file(), field('operations', OPERATIONS), field('map', MAP), END), MALFORMED],
  ['the map first', () => body(field('map', MAP), field('operations', OPERATIONS), file(), END), MALFORMED],
  [
    'operations that are no JSON',
    () => body(field('operations', '{'), field('map', MAP), file(), END),
    MALFORMED,
  ],
  ['operations that are null', () => body(operations(null), field('map', MAP), file(), END), MALFORMED],
  ['operations that are text', () => body(operations('x'), field('map', MAP), file(), END), MALFORMED],
  [
    'a batch',
    () =>
      body(
        operations([{ query: MUTATION, variables: { f: null } }]),
        field('map', '{"0":["0.variables.f"]}'),
        file(),
        END,
      ),
    BAD,
  ],
  [
    'operations of two megabytes',
    () => body(operations({ query: 'x'.repeat(2e6) }), field('map', MAP), file(), END),
    MALFORMED,
  ],
  ['a map that is no JSON', mapped('{'), MALFORMED],
  ['a map that is a list', mapped('[]'), MALFORMED],
  ['a map of numbers', mapped('{"0":1}'), MALFORMED],
  ['a map of lists of numbers', mapped('{"0":[1]}'), MALFORMED],
  ['a path to the prototype', mapped('{"0":["__proto__.polluted"]}'), MALFORMED],
  ['a path to the prototype of the variables', mapped('{"0":["variables.__proto__.polluted"]}'), MALFORMED],
  ['a path to a constructor', mapped('{"0":["constructor.prototype.polluted"]}'), MALFORMED],
  ['a path to the query', mapped('{"0":["query"]}'), BAD],
  ['a path to the name of the operation', mapped('{"0":["operationName"]}'), BAD],
  ['a path through nothing', mapped('{"0":["variables.f.g.h"]}'), MALFORMED],
  [
    'two files',
    () =>
      body(
        field('operations', OPERATIONS),
        field('map', '{"0":["variables.f"],"1":["variables.g"]}'),
        file('0'),
        file('1'),
        END,
      ),
    MALFORMED,
  ],
  ['a file that is not there', () => body(field('operations', OPERATIONS), field('map', MAP), END), MISSING],
  [
    'a file of another name',
    () => body(field('operations', OPERATIONS), field('map', MAP), file('9'), END),
    MISSING,
  ],
  [
    'a field in place of the file',
    () => body(field('operations', OPERATIONS), field('map', MAP), field('0', 'text'), END),
    MISSING,
  ],
  [
    'an end without its two hyphens',
    () => body(field('operations', OPERATIONS), field('map', MAP), file(), '--b\r\n'),
    { status: 200 },
  ],
  [
    'a name with a path and odd letters',
    () => body(field('operations', OPERATIONS), field('map', MAP), file('0', '../../ü%00.png'), END),
    { status: 200 },
  ],
  [
    'a file in base64 that says so',
    () =>
      body(
        field('operations', OPERATIONS),
        field('map', MAP),
        file('0', 'a.png', 'Content-Transfer-Encoding: base64\r\n'),
        END,
      ),
    { status: 200 },
  ],
  ['another multipart', whole, { status: 415, code: 'BAD_USER_INPUT' }, 'multipart/mixed; boundary=b'],
  ['a Content-Encoding', whole, ENCODED, TYPE, 'content-encoding: gzip\r\n'],
  ['a Content-Encoding of several', whole, ENCODED, TYPE, 'content-encoding: identity, BR\r\n'],
  [
    'a Content-Encoding on two lines',
    whole,
    ENCODED,
    TYPE,
    'content-encoding: identity\r\ncontent-encoding: br\r\n',
  ],
  ['an unknown Content-Encoding', whole, ENCODED, TYPE, 'Content-Encoding: x-own\r\n'],
  ['a Content-Encoding that is none', whole, { status: 200 }, TYPE, 'content-encoding: Identity\r\n'],
  ['an empty Content-Encoding', whole, { status: 200 }, TYPE, 'content-encoding: \r\n'],
  ['a file without a name', unnamed('Content-Type: application/octet-stream'), { status: 200 }],
  [
    'a file without a name, as Dart writes it',
    unnamed('content-type: Application/Octet-Stream ; a="b;c"'),
    { status: 200 },
  ],
  [
    'an empty name',
    () => body(field('operations', OPERATIONS), field('map', MAP), file('0', ' '), END),
    { status: 200 },
  ],
  ['a type in capitals', whole, { status: 200 }, 'MULTIPART/FORM-DATA; BOUNDARY=b'],
  [
    'spaces around the parameters',
    whole,
    { status: 200 },
    'multipart/form-data ;  charset=utf-8 ; boundary=b ;',
  ],
  ['no space before its boundary', whole, { status: 200 }, 'multipart/form-data;boundary=b'],
  ['a quoted boundary', whole, { status: 200 }, 'multipart/form-data; boundary="b"'],
  [
    'a quoted parameter before its boundary',
    whole,
    { status: 200 },
    'multipart/form-data; a="; boundary=x"; boundary=b',
  ],
  [
    'a boundary that needs quotes',
    () => Buffer.from(whole().toString('latin1').replaceAll('--b', '--a b/?:=(c)'), 'latin1'),
    { status: 200 },
    'multipart/form-data; boundary="a b/?:=(c)"',
  ],
  [
    'a boundary that needs quotes and has none',
    () => Buffer.from(whole().toString('latin1').replaceAll('--b', '--=_a/b:c'), 'latin1'),
    { status: 200 },
    'multipart/form-data; boundary==_a/b:c',
  ],
  ['Expect: 100-continue', whole, { status: 200 }, TYPE, 'expect: 100-continue\r\n'],
];

describe('a multipart request', () => {
  it.each(CASES)('with %s', async (_what, sent, expected, type = TYPE, extra = '') => {
    const { first, next } = await send(sent(), type, extra);
    expect({ status: first.status, code: first.code }).toEqual({ code: undefined, ...expected });
    // The connection goes on to serve, or was said to end.
    if (!first.closes) expect(next).toMatchObject({ status: 200, code: undefined });
    expect(Object.prototype).not.toHaveProperty('polluted');
  });
});

const uploadHead = (type = TYPE) => [
  'POST /graphql HTTP/1.1',
  'host: x',
  'apollo-require-preflight: true',
  `content-type: ${type}`,
];

describe('a file that no map names', () => {
  const between = (...files: Buffer[]) =>
    body(field('operations', OPERATIONS), field('map', MAP), ...files, END);
  const isThat = ['UPLOAD_MALFORMED', expect.stringContaining('a file that "map" does not name')];

  it.each<[string, () => Buffer, unknown[]]>([
    ['before the one that it names', () => between(file('9'), file()), isThat],
    ['after the one that it names', () => between(file(), file('9')), isThat],
    [
      'in place of the one that it names',
      () => between(file('9')),
      ['IMAGE_MISSING', expect.stringContaining('the name that "map" has for it')],
    ],
  ])('is told as that: %s', async (_where, sent, told) => {
    const { errors } = await rawRequest(api.url, uploadHead(), sent());
    expect(errors.map(({ message, extensions }) => [extensions.code, message])).toEqual([told]);
  });
});

describe('a file without a name', () => {
  it('is analysed under one of ours', async () => {
    await rawRequest(api.url, uploadHead(), unnamed('content-type: application/octet-stream')());
    const { data } = await api.send<{ thumbnailHistory: { edges: unknown[] } }, never>(
      '{ thumbnailHistory(first: 1) { edges { node { filename } } } }',
    );
    expect(data?.thumbnailHistory.edges).toEqual([{ node: { filename: 'unnamed' } }]);
  });
});

describe('a multipart request that breaks off', () => {
  it('at any place leaves nothing behind, and room for the next', async () => {
    const sent = whole();
    for (let at = 0; at < sent.length; at += 7) {
      const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
      socket.on('error', () => {});
      socket.write(
        `POST /graphql HTTP/1.1\r\nhost: x\r\napollo-require-preflight: true\r\ncontent-type: ${TYPE}\r\ncontent-length: 900000\r\n\r\n`,
      );
      // Ends once it was sent, as a client does that goes away.
      socket.end(sent.subarray(0, at));
      socket.resume();
      await new Promise((resolve) => socket.once('close', resolve));
    }
    const count = async () =>
      (
        await api.send<{ thumbnailHistory: { edges: unknown[] } }, never>(
          '{ thumbnailHistory(first: 100) { edges { node { id } } } }',
        )
      ).data?.thumbnailHistory.edges.length;
    const before = await count();
    // The largest that fits twice fits twice: nothing is still held.
    const large = new Uint8Array(1024 * 1024 - 2000);
    const answers = await Promise.all([1, 2].map(() => api.upload(large, { judge: 'SKIP' })));
    expect(answers.map(({ errors }) => errors[0]?.extensions.code)).toEqual([
      'IMAGE_TYPE_UNSUPPORTED',
      'IMAGE_TYPE_UNSUPPORTED',
    ]);
    expect(await count()).toBe(before);
    expect(api.log.join('')).not.toMatch(/"level":(50|60)/);
  });
});
