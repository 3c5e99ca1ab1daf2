import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { Api } from '../support/api.js';
import { smallPicture } from '../support/pictures.js';

let api: Api;

beforeAll(async () => {
  api = await Api.start({ MEASURE_TEXT: 'false', MEASURE_FACES: 'false' });
});

afterAll(() => api?.remove());

const nested = (levels: number): string => (levels === 1 ? 'name' : `ofType { ${nested(levels - 1)} }`);
const many = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');
const history = (size: string) =>
  `{ thumbnailHistory${size} { edges { node { analyses${size} { edges { node { id score } } } } } } }`;

/** What is just still allowed, and what is just too much. */
const LIMITS: readonly [limit: string, allowed: string, refused: string][] = [
  [
    '16 fields within fields',
    `{ __schema { types { ${nested(14)} } } }`,
    `{ __schema { types { ${nested(15)} } } }`,
  ],
  [
    '60 fields in one selection',
    `{ ${many(60, () => '__typename')} }`,
    `{ ${many(61, () => '__typename')} }`,
  ],
  [
    '1500 fields',
    many(30, (i) => `query Q${i} { ${many(50, () => '__typename')} }`),
    many(31, (i) => `query Q${i} { ${many(50, () => '__typename')} }`),
  ],
  [
    '30 aliases',
    `{ ${many(30, (i) => `a${i}: __typename`)} }`,
    `{ ${many(31, (i) => `a${i}: __typename`)} }`,
  ],
  [
    '9 directives',
    `{ ${many(9, () => '__typename @skip(if: false)')} }`,
    `{ ${many(10, () => '__typename @skip(if: false)')} }`,
  ],
  ['2000 tokens', '', `{ ${many(2000, (i) => `a${i}`)} }`],
  ['20000 is the most', history('(first: 65)'), history('(first: 75)')],
];

describe.each(LIMITS)('%s', (limit, allowed, refused) => {
  it('are allowed', async () => {
    if (allowed === '') return;
    const { errors } = await api.send(allowed);
    expect(errors.filter(({ extensions }) => extensions.code === 'QUERY_TOO_COMPLEX')).toEqual([]);
  });

  it('and no more, by POST and by GET', async () => {
    const { status, errors, data } = await api.send(refused);
    expect({ status, data }).toEqual({ status: 400, data: null });
    expect(errors).toEqual([
      { message: expect.stringContaining(limit), extensions: { code: 'QUERY_TOO_COMPLEX' } },
    ]);
    const got = await fetch(`${api.url}/graphql?query=${encodeURIComponent(refused)}`, {
      headers: { 'apollo-require-preflight': 'true' },
    });
    expect({ status: got.status, body: await got.text() }).toMatchObject({
      // Node refuses a head that is larger than it reads.
      status: refused.length > 12_000 ? 431 : 400,
      body: expect.stringContaining(refused.length > 12_000 ? 'BAD_USER_INPUT' : 'QUERY_TOO_COMPLEX'),
    });
  });
});

describe('the cost of a page', () => {
  const query = `query ($size: Int = 75) ${history('(first: $size)')}`;

  it.each([
    ['of its default', {}, 400],
    ['of a variable', { size: 80 }, 400],
    ['of a variable that is null, which is 20', { size: null }, 200],
    ['of a small variable', { size: 5 }, 200],
  ])('is counted by the value %s', async (_what, variables, expected) => {
    const { status } = await api.send(query, variables);
    expect(status).toBe(expected);
  });

  it.each([101, -1, 2_000_000_000])('leaves it to the field to refuse a size of %d', async (size) => {
    const { errors } = await api.send(`{ thumbnailHistory(first: ${size}) { pageInfo { hasNextPage } } }`);
    expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('leaves it to the execution to refuse variables', async () => {
    const { status, errors } = await api.send(query, { size: 'many' });
    expect({ status, code: errors[0]?.extensions.code }).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
  });
});

describe('an operation analyses one upload', () => {
  const twice = [
    'mutation ($f: Upload!) { a: analyzeThumbnail(file: $f) { id } b: analyzeThumbnail(file: $f) { id } }',
    'mutation ($f: Upload!) { a: analyzeThumbnail(file: $f) { id } ...B } fragment B on Mutation { b: analyzeThumbnail(file: $f) { id } }',
    'mutation ($f: Upload!) { ... { analyzeThumbnail(file: $f) { id } } ... on Mutation { b: analyzeThumbnail(file: $f) { id } } }',
  ];

  it.each(twice)('and this is refused before anything is stored: %s', async (query) => {
    const form = new FormData();
    form.set('operations', JSON.stringify({ query, variables: { f: null } }));
    form.set('map', '{"0":["variables.f"]}');
    form.set('0', new Blob([new Uint8Array(await smallPicture(1))]), 'one.png');
    const { status, errors } = await api.post(form);
    expect({ status, code: errors[0]?.extensions.code }).toEqual({ status: 400, code: 'QUERY_TOO_COMPLEX' });
    const { data } = await api.send('{ thumbnailHistory { edges { node { id } } } }');
    expect(data).toEqual({ thumbnailHistory: { edges: [] } });
  });

  it('and a handful of stored ones', async () => {
    const again = (count: number) =>
      `mutation { ${many(count, (i) => `a${i}: reanalyzeThumbnail(thumbnailId: "1") { id }`)} }`;
    expect((await api.send(again(4))).status).toBe(200);
    expect((await api.send(again(5))).status).toBe(400);
  });
});

it('takes no batch', async () => {
  const { status, errors } = await api.post('[{"query":"{__typename}"}]', {
    'content-type': 'application/json',
  });
  expect({ status, errors }).toEqual({
    status: 400,
    errors: [
      {
        message: 'Send one operation a request: there is no batching.',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ],
  });
});

describe('without introspection', () => {
  beforeAll(async () => {
    await api.stop();
    await api.start({ INTROSPECTION: 'false' });
  });

  it('the schema is not told, and it is said where it is', async () => {
    const { status, errors } = await api.send(getIntrospectionQuery());
    expect(status).toBe(400);
    expect(errors[0]).toMatchObject({
      message: 'This server does not tell its schema: generate types from schema/schema.graphql.',
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
  });

  it.each([
    '{ uploadLimit { maxBytes } }',
    '{ uploadLimits { maxByte } }',
    '{ thumbnailHistory(firs: 1) { pageInfo { hasNextPage } } }',
  ])('no name is suggested for %s', async (query) => {
    const { errors } = await api.send(query);
    expect(errors[0]?.message).not.toMatch(/did you mean/i);
  });
});
