import { afterEach, describe, expect, it } from '@jest/globals';
import { LEAST_PACE } from '../../src/load/held-room.js';
import { Api, type WireAnswer, wireAnswer } from '../support/api.js';
import { smallPicture } from '../support/pictures.js';
import { type StalledUpload, stalledUpload } from '../support/stalled-upload.js';
import { JWT_ENVIRONMENT, tokenFor } from '../support/tokens.js';
import { until } from '../support/until.js';

const SKIP = { judge: 'SKIP' } as const;
const MEBIBYTE = 1024 * 1024;

let api: Api | undefined;

afterEach(async () => {
  await api?.remove();
  api = undefined;
});

const code = ({ errors }: Pick<WireAnswer<unknown>, 'errors'>) => errors[0]?.extensions.code;
const NO_PICTURE = 'IMAGE_TYPE_UNSUPPORTED';

/** A server with room for one upload of the largest size, and the tokens of three of its clients. */
async function serverForThree() {
  const server = await Api.start({
    ...JWT_ENVIRONMENT,
    MAX_UPLOAD_MB: '1',
    UPLOADS_IN_FLIGHT_MB: '1',
    METRICS_TOKEN: 'a-token-of-the-collector',
  });
  api = server;
  const [alice, bob, carol] = [await tokenFor('alice'), await tokenFor('bob'), await tokenFor('carol')];
  return { server, alice, bob, carol };
}

/** Tries until all of it took less time than a sender may bring nothing for, on however busy a machine. */
async function withinThePace<T extends { readonly steady: StalledUpload }>(
  attempt: () => Promise<T>,
): Promise<T> {
  for (;;) {
    const began = performance.now();
    const outcome = await attempt();
    if (performance.now() - began < LEAST_PACE.milliseconds) return outcome;
    outcome.steady.giveUp();
  }
}

const bytesInFlight = async (url: string) => {
  const metrics = await fetch(`${url}/metrics`, {
    headers: { authorization: 'Bearer a-token-of-the-collector' },
  });
  return Number(/^thumbnail_uploads_in_flight_bytes (\d+)$/m.exec(await metrics.text())?.[1]);
};

describe('room for the bytes of uploads', () => {
  it('is not taken by connections that announce them and send nothing', async () => {
    const { server, alice, bob, carol } = await serverForThree();
    const idle = [];
    for (const token of [alice, bob]) {
      idle.push(await stalledUpload(server.url, MEBIBYTE, { token }));
      idle.push(await stalledUpload(server.url, MEBIBYTE, { token, chunked: true }));
    }
    const large = new Uint8Array(0.9 * MEBIBYTE);
    for (let i = 0; i < 35; i++) expect(code(await server.as(carol).upload(large, SKIP))).toBe(NO_PICTURE);
    expect(await bytesInFlight(server.url)).toBe(0);
    for (const { answer, giveUp } of idle) {
      expect(answer()).toBe('');
      giveUp();
    }
  });

  it('without a token is not taken by idle connections of another address', async () => {
    const server = await Api.start({ MAX_UPLOAD_MB: '1', UPLOADS_IN_FLIGHT_MB: '1' });
    api = server;
    const sent = 0.45 * MEBIBYTE;
    const stalled: StalledUpload[] = [];
    for (const from of ['127.0.0.2', '127.0.0.3'])
      stalled.push(await stalledUpload(server.url, MEBIBYTE, { from, sent }));
    // Within a fair share of three it need not wait until the others count as stalled.
    expect(code(await server.upload(new Uint8Array(0.3 * MEBIBYTE), SKIP))).toBe(NO_PICTURE);
    await until(() => stalled.some(({ answer }) => answer().includes('SERVER_BUSY')));
    for (const { giveUp } of stalled) giveUp();
  });

  it('goes to others when a sender stalls, whether it announces its length or not, and it is told', async () => {
    const { server, alice, bob, carol } = await serverForThree();
    const sent = 0.45 * MEBIBYTE;
    const stalled = [
      await stalledUpload(server.url, MEBIBYTE, { token: alice, sent }),
      await stalledUpload(server.url, MEBIBYTE, { token: carol, sent, chunked: true }),
    ];
    await until(async () => (await bytesInFlight(server.url)) > 2 * sent);
    // More than a fair share, so that it has to wait until they count as stalled.
    const large = new Uint8Array(0.9 * MEBIBYTE);
    await until(async () => code(await server.as(bob).upload(large, SKIP)) === NO_PICTURE);
    for (const { answer, giveUp } of stalled) {
      await until(() => /SERVER_BUSY.*retryAfter/s.test(answer()));
      expect(answer()).toMatch(/^retry-after: \d+\r$/im);
      giveUp();
    }
    await until(async () => (await bytesInFlight(server.url)) === 0);
    expect(server.log.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
  });

  it('stays with a sender that keeps the pace, while others are refused at once and queries go on', async () => {
    const { server, alice, bob } = await serverForThree();
    const large = new Uint8Array(0.9 * MEBIBYTE);
    const { answer, steady } = await withinThePace(async () => {
      const steady = await stalledUpload(server.url, MEBIBYTE, { token: alice, sent: 0.5 * MEBIBYTE });
      await until(async () => (await bytesInFlight(server.url)) > 0.5 * MEBIBYTE);
      return { steady, answer: await server.as(bob).upload(large, SKIP) };
    });
    const { status, headers, errors } = answer;
    expect(status).toBe(503);
    expect(errors[0]?.extensions).toEqual({ code: 'SERVER_BUSY', retryAfter: expect.any(Number) });
    expect(headers.get('retry-after')).toBe(String(errors[0]?.extensions.retryAfter));
    expect((await server.as(bob).send('{ uploadLimits { maxBytes } }')).errors).toEqual([]);
    expect((await server.as(bob).upload(await smallPicture(1), SKIP)).errors).toEqual([]);
    expect(steady.answer()).toBe('');
    steady.giveUp();
    await until(async () => code(await server.as(bob).upload(large, SKIP)) === NO_PICTURE);
  });

  it('is bounded, also for what announces nothing, and whoever finds none is answered', async () => {
    const { server, alice, bob, carol } = await serverForThree();
    const tokens = [alice, bob, carol];
    const uploads = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        stalledUpload(server.url, 2 * MEBIBYTE, { token: tokens[i % 3]!, chunked: i % 2 === 0 }),
      ),
    );
    for (let round = 0; round < 14; round++) {
      await Promise.all(uploads.map(({ send }) => send(64 * 1024)));
      expect(await bytesInFlight(server.url)).toBeLessThanOrEqual(MEBIBYTE);
    }
    const refused = () => uploads.filter(({ answer }) => answer().includes('SERVER_BUSY'));
    await until(() => refused().length >= 29);
    for (const { giveUp } of uploads) giveUp();
    await until(async () => (await bytesInFlight(server.url)) === 0);
    expect(code(await server.as(bob).upload(new Uint8Array(0.9 * MEBIBYTE), SKIP))).toBe(NO_PICTURE);
  });

  it('goes to the first of many uploads of one client, and the others are answered', async () => {
    const { server, alice } = await serverForThree();
    const large = new Uint8Array(0.6 * MEBIBYTE);
    const answers = await Promise.all(Array.from({ length: 20 }, () => server.as(alice).upload(large, SKIP)));
    const codes = answers.map(code);
    expect(codes.filter((each) => each === NO_PICTURE).length).toBeGreaterThan(0);
    expect(new Set(codes)).toEqual(new Set([NO_PICTURE, 'SERVER_BUSY']));
    expect(await bytesInFlight(server.url)).toBe(0);
  });

  it('is taken by JSON too, which is refused in its own form', async () => {
    const { server, alice, bob } = await serverForThree();
    const { answer, steady } = await withinThePace(async () => {
      const steady = await stalledUpload(server.url, MEBIBYTE, { token: alice, sent: 0.45 * MEBIBYTE });
      await until(async () => (await bytesInFlight(server.url)) > 0.45 * MEBIBYTE);
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${bob}` };
      // Announces no length, so that it is refused only when its bytes come.
      const body = new Blob([
        JSON.stringify({ query: '{ __typename }', x: 'x'.repeat(0.9 * MEBIBYTE) }),
      ]).stream();
      const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
      return { steady, answer: await wireAnswer(await fetch(`${server.url}/graphql`, init)) };
    });
    expect([answer.status, code(answer)]).toEqual([503, 'SERVER_BUSY']);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    steady.giveUp();
  });

  it('is given back by clients who leave while their token is verified', async () => {
    const server = await Api.start({
      ...JWT_ENVIRONMENT,
      MAX_UPLOAD_MB: '1',
      // More than all of them bring: one that is refused leaves nothing to give back.
      UPLOADS_IN_FLIGHT_MB: '16',
      METRICS_TOKEN: 'a-token-of-the-collector',
    });
    api = server;
    const token = await tokenFor('alice');
    for (let round = 0; round < 40; round++) {
      const { giveUp } = await stalledUpload(server.url, MEBIBYTE / 2, { token, sent: MEBIBYTE / 8 });
      if (round % 2) await new Promise(setImmediate);
      giveUp();
    }
    await until(() => server.log.filter((line) => line.includes('"cut":true')).length === 40);
    expect(await bytesInFlight(server.url)).toBe(0);
  });

  it('is given back whatever becomes of their request', async () => {
    const server = await Api.start({
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
    const server = await Api.start({ MEASURE_WORKERS: '1', ANALYSIS_QUEUE: '2' });
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
    const server = await Api.start({ MEASURE_WORKERS: '1', ANALYSIS_QUEUE: '0' });
    api = server;
    const { thumbnail, heatmapUrl } = await server.analyze(await smallPicture(1), SKIP);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => fetch(i % 2 ? thumbnail.pictureUrl : heatmapUrl!)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });
});
