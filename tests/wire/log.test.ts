import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Api, uploadForm } from '../support/api.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { answers } from '../support/fake-groq-answers.js';
import { smallPicture } from '../support/pictures.js';
import { JWT_ENVIRONMENT, tokenFor } from '../support/tokens.js';
import { until } from '../support/until.js';

const SECRETS = {
  PICTURE_SIGNING_SECRET: 'signs-pictures-and-must-not-be-seen-anywhere',
  METRICS_TOKEN: 'collects-metrics-and-is-a-secret',
  REDIS_URL: 'redis://:password-of-redis@127.0.0.1:1/0',
};

let groq: FakeGroq;
let api: Api;

beforeAll(async () => {
  groq = await startFakeGroq({ apiKey: 'gsk_must_not_be_logged_0123' });
  api = await Api.start({
    ...JWT_ENVIRONMENT,
    ...SECRETS,
    REDIS_URL: '',
    GROQ_API_KEY: groq.apiKey,
    GROQ_BASE_URL: groq.url,
  });
});

afterAll(async () => {
  await api?.remove();
  await groq?.stop();
});

const requestLines = () =>
  api.log.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'request');

it('has one line for each request: who, what, how it ended and how long it took', async () => {
  const alice = api.as(await tokenFor('alice@example.com'));
  await alice.send('query Mine { uploadLimits { maxBytes } }');
  await alice.send('{ thumbnailHistory(first: -1) { pageInfo { hasNextPage } } }');
  await api.send('{ uploadLimits { maxBytes } }');
  await until(() => requestLines().length === 3);
  const [fine, refused, stranger] = requestLines();
  expect(fine).toMatchObject({
    reqId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    method: 'POST',
    route: '/graphql',
    owner: expect.stringMatching(/^[\w-]{22}$/),
    operation: 'Mine',
    field: 'uploadLimits',
    status: 200,
    ms: expect.any(Number),
  });
  expect(fine).not.toHaveProperty('codes');
  expect(refused).toMatchObject({ owner: fine?.owner, field: 'thumbnailHistory', codes: ['BAD_USER_INPUT'] });
  expect(stranger).toMatchObject({ field: 'none', codes: ['UNAUTHENTICATED'], status: 401 });
  expect(stranger).not.toHaveProperty('owner');
});

it('has one line also for requests that never became a query, and for those that nobody waited for', async () => {
  await api.stop();
  await api.start({ AUTH: 'none', LOG_LEVEL: 'info' });
  api.log.length = 0;
  await api.post('{}', { 'content-type': 'application/json' });
  await fetch(`${api.url}/pictures/%c0%ae/360.webp`);
  groq.respondWith(answers.hang());
  const leaving = new AbortController();
  const asked = groq.requests.length;
  const form = uploadForm(await smallPicture(4), { judge: 'REQUIRED' }, 'left.png');
  const headers = { 'apollo-require-preflight': 'true' };
  const left = fetch(`${api.url}/graphql`, { method: 'POST', headers, body: form, signal: leaving.signal });
  await until(() => groq.requests.length > asked);
  leaving.abort();
  await expect(left).rejects.toThrow();
  await until(() => requestLines().length === 3);
  expect(requestLines()).toMatchObject([
    { route: '/graphql', field: 'none', codes: ['BAD_USER_INPUT'], status: 400 },
    { codes: ['BAD_USER_INPUT'], status: 400 },
    { route: '/graphql', field: 'analyzeThumbnail', cut: true },
  ]);
  groq.respondWith(answers.completion());
  await api.stop();
  await api.start({ ...JWT_ENVIRONMENT, LOG_LEVEL: 'trace' });
});

it('says why a picture cannot be had, which its client is not told', async () => {
  const alice = api.as(await tokenFor('alice@example.com'));
  const { thumbnail } = await alice.analyze(await smallPicture(5), { judge: 'SKIP' });
  await rm(api.picturesFolder, { recursive: true });
  const answer = await fetch(thumbnail.pictureUrl);
  expect([answer.status, await answer.text()]).toEqual([503, expect.not.stringContaining('ENOENT')]);
  const told = api.log.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(told).toContainEqual(
    expect.objectContaining({ level: 50, code: 'STORAGE_UNAVAILABLE', err: expect.anything() }),
  );
});

it('holds no secret, no token, no picture and no signature at its finest, also when everything is out of order', async () => {
  const token = await tokenFor('bob@example.com');
  const bob = api.as(token);
  const { thumbnail } = await bob.analyze(await smallPicture(1), { judge: 'REQUIRED' });
  await fetch(thumbnail.pictureUrl);
  await fetch(`${api.url}/metrics`, { headers: { authorization: `Bearer ${SECRETS.METRICS_TOKEN}` } });
  groq.respondWith(answers.status(500));
  await bob.upload(await smallPicture(2), { judge: 'REQUIRED' });
  await api.stop();
  await api.start({ REDIS_URL: SECRETS.REDIS_URL });
  await api.as(token).upload(await smallPicture(3), { judge: 'SKIP' });
  await api.post('{', { 'content-type': 'application/json', authorization: `Bearer ${token}x` });
  const log = api.log.join('');
  const { searchParams } = new URL(thumbnail.pictureUrl);
  const secrets = [
    ...Object.values(SECRETS).slice(0, 2),
    'password-of-redis',
    groq.apiKey,
    token,
    token.split('.')[2]!,
    JWT_ENVIRONMENT.JWT_SECRET,
    searchParams.get('signature')!,
    'data:image',
    'bob@example.com',
  ];
  // Statements of the database, at the finest level, do hold who owns what.
  const withoutStatements = log
    .split('\n')
    .filter((line) => !line.includes('[query]'))
    .join('\n');
  for (const secret of secrets) expect(withoutStatements.includes(secret) ? secret : 'none').toBe('none');
  for (const secret of secrets.slice(0, -1)) expect(log.includes(secret) ? secret : 'none').toBe('none');
});
