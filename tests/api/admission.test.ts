import { afterEach, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { smallPicture } from '../support/pictures.js';
import { stalledUpload } from '../support/stalled-upload.js';
import { JWT_ENVIRONMENT, tokenFor } from '../support/tokens.js';
import { until } from '../support/until.js';

const FAST = { MEASURE_TEXT: 'false', MEASURE_FACES: 'false' };
const SKIP = { judge: 'SKIP' } as const;
const MEBIBYTE = 1024 * 1024;

let api: Api | undefined;

afterEach(async () => {
  await api?.remove();
  api = undefined;
});

describe('bytes of uploads that are on their way', () => {
  it('beyond what fits are refused at once, while queries go on, and fit again when others are done', async () => {
    const server = await Api.start({ ...FAST, MAX_UPLOAD_MB: '1', UPLOADS_IN_FLIGHT_MB: '1' });
    api = server;
    const large = new Uint8Array(0.9 * MEBIBYTE);
    const refusal = (answer: Awaited<ReturnType<Api['upload']>>) => answer.errors[0]?.extensions.code;
    const stalled = await stalledUpload(server.url, 0.5 * MEBIBYTE);
    await until(async () => refusal(await server.upload(large, SKIP)) === 'SERVER_BUSY');

    const { status, headers, errors } = await server.upload(large, SKIP);
    expect(status).toBe(503);
    expect(errors[0]?.extensions).toEqual({ code: 'SERVER_BUSY', retryAfter: expect.any(Number) });
    expect(headers.get('retry-after')).toBe(String(errors[0]?.extensions.retryAfter));
    expect((await server.send('{ uploadLimits { maxBytes } }')).errors).toEqual([]);
    expect((await server.upload(await smallPicture(1), SKIP)).errors).toEqual([]);

    stalled.giveUp();
    await until(async () => refusal(await server.upload(large, SKIP)) === 'IMAGE_TYPE_UNSUPPORTED');
  });

  it('of one client leave room for those of others', async () => {
    const server = await Api.start({
      ...FAST,
      ...JWT_ENVIRONMENT,
      MAX_UPLOAD_MB: '1',
      UPLOADS_IN_FLIGHT_MB: '4',
    });
    api = server;
    const [alice, bob] = [await tokenFor('alice'), await tokenFor('bob')];
    const large = new Uint8Array(0.9 * MEBIBYTE);
    const code = async (token: string) =>
      (await server.as(token).upload(large, SKIP)).errors[0]?.extensions.code;
    const stalled = [];
    for (let i = 0; i < 10; i++) stalled.push(await stalledUpload(server.url, MEBIBYTE / 4, alice));
    await until(async () => (await code(alice)) === 'SERVER_BUSY');
    expect(await code(bob)).toBe('IMAGE_TYPE_UNSUPPORTED');
    for (const { giveUp } of stalled) giveUp();
    await until(async () => (await code(alice)) === 'IMAGE_TYPE_UNSUPPORTED');
  });

  it('are given back by clients who leave while their token is verified', async () => {
    const server = await Api.start({
      ...FAST,
      ...JWT_ENVIRONMENT,
      MAX_UPLOAD_MB: '1',
      UPLOADS_IN_FLIGHT_MB: '1',
      METRICS_TOKEN: 'a-token-of-the-collector',
    });
    api = server;
    const token = await tokenFor('alice');
    for (let round = 0; round < 40; round++) {
      const { giveUp } = await stalledUpload(server.url, MEBIBYTE / 2, token);
      if (round % 2) await new Promise(setImmediate);
      giveUp();
    }
    await until(() => server.log.filter((line) => line.includes('"cut":true')).length === 40);
    const metrics = await fetch(`${server.url}/metrics`, {
      headers: { authorization: 'Bearer a-token-of-the-collector' },
    });
    expect(await metrics.text()).toContain('\nthumbnail_uploads_in_flight_bytes 0\n');
  });

  it('of unknown length count as the largest that is taken', async () => {
    const server = await Api.start({ ...FAST, MAX_UPLOAD_MB: '1', UPLOADS_IN_FLIGHT_MB: '1' });
    api = server;
    const stalled = await stalledUpload(server.url, MEBIBYTE / 4);
    const chunked = () =>
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'apollo-require-preflight': 'true', 'content-type': 'multipart/form-data; boundary=b' },
        body: new Blob(['--b--']).stream(),
        duplex: 'half',
      } as RequestInit);
    await until(async () => (await chunked()).status === 503);
    stalled.giveUp();
    await until(async () => (await chunked()).status === 400);
  });

  it('are given back whatever becomes of their request', async () => {
    const server = await Api.start({
      ...FAST,
      MAX_UPLOAD_MB: '1',
      UPLOADS_IN_FLIGHT_MB: '1',
      ANALYSES_PER_DAY: '1',
    });
    api = server;
    const nearlyAll = new Uint8Array(0.95 * MEBIBYTE);
    const codes = new Set<string | undefined>();
    // The first is no picture; the others are refused before their bytes are asked for.
    for (let i = 0; i < 5; i++) codes.add((await server.upload(nearlyAll, SKIP)).errors[0]?.extensions.code);
    expect([...codes]).toEqual(['IMAGE_TYPE_UNSUPPORTED', 'RATE_LIMITED']);
  });
});

describe('pictures that wait to be measured', () => {
  it('beyond the queue are refused at once, and the others are analysed', async () => {
    const server = await Api.start({ ...FAST, MEASURE_WORKERS: '1', ANALYSIS_QUEUE: '2' });
    api = server;
    const pictures = await Promise.all(Array.from({ length: 12 }, (_, i) => smallPicture(i)));
    const answers = await Promise.all(pictures.map((picture) => server.upload(picture, SKIP)));
    const codes = answers.map(({ errors }) => errors[0]?.extensions.code ?? 'analysed');
    expect(new Set(codes)).toEqual(new Set(['analysed', 'SERVER_BUSY']));
    expect(codes.filter((code) => code === 'analysed').length).toBeGreaterThanOrEqual(3);
    const { thumbnailHistory } = (
      await server.send<{ thumbnailHistory: { edges: unknown[] } }, never>(
        '{ thumbnailHistory(first: 20) { edges { node { id } } } }',
      )
    ).data!;
    expect(thumbnailHistory.edges).toHaveLength(codes.filter((code) => code === 'analysed').length);
  });

  it('are rendered for a page of the history, which loads many at once', async () => {
    const server = await Api.start({ ...FAST, MEASURE_WORKERS: '1', ANALYSIS_QUEUE: '0' });
    api = server;
    const { thumbnail, heatmapUrl } = await server.analyze(await smallPicture(1), SKIP);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => fetch(i % 2 ? thumbnail.pictureUrl : heatmapUrl!)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });
});
