import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { Api } from '../support/api.js';
import { smallPicture } from '../support/pictures.js';

let api: Api;

beforeAll(async () => {
  api = await Api.start();
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

  it('is counted however a variable is withheld where there must be one', async () => {
    const dear =
      'a: thumbnailHistory(first: 100) { edges { node { analyses(first: 100) { edges { cursor } } } } }';
    const hidden = `query ($w: PictureWidth = W360) { t: thumbnail(id: "x") { pictureUrl(width: $w) } ${dear} }`;
    const { status, data, errors } = await api.send(hidden, { w: null });
    expect({ status, data }).toEqual({ status: 400, data: null });
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const skipped = `query ($yes: Boolean = true) { __typename @include(if: $yes) ${dear} }`;
    expect((await api.send(skipped, { yes: null })).status).toBe(400);
  });
});

describe('a filter', () => {
  const groups = '{ groups { status } }';

  it('costs what it may have read, so that one request asks for a handful of them', async () => {
    const filtered = (count: number) =>
      `{ ${many(count, (i) => `a${i}: historyStats(filter: { text: "${i}" }) ${groups}`)} }`;
    expect((await api.send(filtered(13))).status).toBe(200);
    const { status, errors } = await api.send(filtered(14));
    expect({ status, code: errors[0]?.extensions.code }).toEqual({ status: 400, code: 'QUERY_TOO_COMPLEX' });
  });

  it('that is asked for under several names is answered once', async () => {
    const selects = () =>
      api.log.filter((line) => /from .+history_figures.+history_score_count/.test(line)).length;
    await api.send(`{ historyStats ${groups} }`);
    const before = selects();
    await api.send(`{ historyStats ${groups} }`);
    const one = selects() - before;
    await api.send(`{ ${many(28, (i) => `a${i}: historyStats ${groups}`)} }`);
    expect(selects() - before).toBe(2 * one);
    expect(one).toBeGreaterThan(0);
  });
});

describe('fragments that double each other', () => {
  const links = 40;
  const bomb = `query { __typename ...F0 } ${many(links, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F${links} on Query { __typename }`;

  it.each([
    ['as it is', ''],
    ['with a comment that is escaped badly', '%23%FF'],
  ])('are refused at once when they come by GET, %s', async (_what, tail) => {
    const got = await fetch(`${api.url}/graphql?query=${encodeURIComponent(bomb)}${tail}`, {
      headers: { 'apollo-require-preflight': 'true' },
    });
    expect(got.status).toBe(400);
    expect(await got.text()).toContain('QUERY_TOO_COMPLEX');
  });
});

it('a subscription is refused, and its name becomes no label', async () => {
  const { status, errors } = await api.send('subscription { secret_name_of_a_client }');
  expect({ status, code: errors[0]?.extensions.code }).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
  expect(await (await fetch(`${api.url}/metrics`)).text()).not.toContain('secret_name_of_a_client');
  // As every fault of the query itself, where only plain JSON is understood.
  const body = JSON.stringify({ query: 'subscription { any }' });
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  expect((await fetch(`${api.url}/graphql`, { method: 'POST', headers, body })).status).toBe(200);
});

it('a query by its hash alone is refused as clients of persisted queries understand', async () => {
  const persistedQuery = { version: 1, sha256Hash: 'a'.repeat(64) };
  const { errors } = await api.post(JSON.stringify({ extensions: { persistedQuery } }), {
    'content-type': 'application/json',
  });
  expect(errors).toEqual([{ message: 'PersistedQueryNotSupported', extensions: { code: 'BAD_USER_INPUT' } }]);
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
        message: 'Send one operation per request: batching is not supported.',
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

  it.each([
    [
      'query ($o: ThumbnailHistoryOrder) { thumbnailHistory(orderBy: $o) { pageInfo { hasNextPage } } }',
      { o: 'NEWEST_FIRS' },
    ],
    [
      'query ($f: ThumbnailHistoryFilter) { thumbnailHistory(filter: $f) { pageInfo { hasNextPage } } }',
      { f: { statu: 1 } },
    ],
  ])('no name is suggested for the variables of %s', async (query, variables) => {
    const { errors } = await api.send(query, variables);
    expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(errors[0]?.message).not.toMatch(/did you mean|NEWEST_FIRST|status/i);
  });
});
