import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { dataOf, postTo, uploadForm } from '../support/api.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { gate } from '../support/gate.js';
import type { AnalyzeThumbnailMutation } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { type ServerProcess, startServerProcess } from '../support/server-process.js';
import { until } from '../support/until.js';

let folder: string;
let groq: FakeGroq;
let server: ServerProcess;
let openGate: () => void;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbnail-stop-'));
  groq = await startFakeGroq();
  const { answer, open } = gate();
  groq.respondWith(answer);
  openGate = open;
});

afterEach(async () => {
  openGate();
  await server.kill();
  await groq.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A server with an analysis under way, which ends when the gate is opened. */
async function analysing(environment: Record<string, string> = {}) {
  server = startServerProcess({
    DATABASE_URL: `sqlite:${join(folder, 'data.sqlite')}`,
    PICTURES_URL: `file:${join(folder, 'pictures')}`,
    GROQ_API_KEY: groq.apiKey,
    GROQ_BASE_URL: groq.url,
    MEASURE_TEXT: 'false',
    MEASURE_FACES: 'false',
    ...environment,
  });
  const url = await server.url();
  const form = uploadForm(await smallPicture(1), { judge: 'REQUIRED' }, 'late.png');
  const answer = postTo<AnalyzeThumbnailMutation>(url, form);
  // Some tests cut it off.
  answer.catch(() => {});
  await until(() => groq.requests.length > 0);
  const exit = once(server.child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  return { url, answer, exit };
}

it('what is under way is finished, while others hear that this server stops', async () => {
  const { url, answer, exit } = await analysing();
  server.child.kill('SIGTERM');
  const ready = () => fetch(`${url}/health/ready`);
  await until(async () => (await ready()).status === 503);
  expect(await (await ready()).json()).toEqual({ status: 'stopping' });
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  const refused = await postTo(url, '{"query":"{uploadLimits{maxBytes}}"}', {
    'content-type': 'application/json',
  });
  expect(refused.status).toBe(503);
  expect(refused.errors[0]?.extensions).toEqual({ code: 'SERVER_BUSY', retryAfter: 1 });
  expect(refused.headers.get('connection')).toBe('close');

  openGate();
  expect(dataOf(await answer).analyzeThumbnail.status).toBe('COMPLETE');
  expect((await exit)[0]).toBe(0);
});

it('what takes longer than the grace period is cut, which the log says', async () => {
  const { answer, exit } = await analysing({ SHUTDOWN_GRACE_MS: '300' });
  server.child.kill('SIGTERM');
  expect((await exit)[0]).toBe(0);
  await expect(answer).rejects.toThrow();
  expect(server.output()).toMatch(/"cut":1.*SHUTDOWN_GRACE_MS/);
});

it('a second signal ends it at once, unless it is the first one twice', async () => {
  const { exit } = await analysing();
  server.child.kill('SIGINT');
  server.child.kill('SIGINT');
  // Nothing tells that a signal was ignored, but that the time for it is over.
  await pause(700);
  expect(server.child.exitCode).toBeNull();
  // It counts from when it has noticed the first one, which nobody sees from here.
  const again = setInterval(() => server.child.kill('SIGTERM'), 50);
  expect(await exit).toEqual([null, 'SIGTERM']);
  clearInterval(again);
});
