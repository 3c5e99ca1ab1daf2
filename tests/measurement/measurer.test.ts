import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { CanonicalImage } from '../../src/image/canonical-image.js';
import type { Measurer } from '../../src/measurement/measurer.js';
import { greyRaster, originalPicture } from '../support/draw-raster.js';
import { Misbehaviour } from '../support/misbehaving-worker.js';
import { startMeasurer } from '../support/start-measurer.js';

const MISBEHAVING = new URL('../support/misbehaving-worker.ts', import.meta.url);
const picture = greyRaster(320, 180, (x, y) => (x * y) % 199);
const original = originalPicture();

/** A picture whose saliency goes wrong in that way. */
function troublesome(first: number): CanonicalImage {
  return greyRaster(320, 180, (x, y) => (x + y === 0 ? first : (x * y) % 199));
}

function drawLarge(): CanonicalImage {
  return greyRaster(1280, 720, (x, y) => (x ^ y) % 256);
}

const FAILED = { cause: 'FAILED', reason: 'This measurement failed on this picture.' };
const LOST_WITH_IT = 'It needs saliency, which could not be measured.';

describe('a family that fails in its thread', () => {
  const log: string[] = [];
  let measurer: Measurer;

  beforeEach(() => {
    const stream = { write: (line: string) => void log.push(line) };
    const quick = { text: false, faces: false, workers: 1, timeLimitMs: 6000 };
    measurer = startMeasurer(quick, MISBEHAVING, pino({ level: 'warn' }, stream));
  });
  afterEach(() => measurer.stop());

  it.each([
    ['throws', Misbehaviour.THROWS, FAILED],
    ['ends its thread', Misbehaviour.EXITS, FAILED],
    ['never ends', Misbehaviour.HANGS, { cause: 'TIMED_OUT', reason: 'It took longer than 6 seconds.' }],
  ])('is lost alone when it %s, and the next picture is measured fully', async (_, first, loss) => {
    const whole = await measurer.measure(picture, original);
    const offs = whole.unmeasured;
    expect(offs.map(({ cause }) => cause)).toEqual(['SWITCHED_OFF', 'SWITCHED_OFF']);

    const { measurements, unmeasured } = await measurer.measure(troublesome(first), original);
    expect(unmeasured).toEqual([
      ...offs,
      { family: 'saliency', ...loss },
      { family: 'smallSizes', cause: loss.cause, reason: LOST_WITH_IT },
    ]);
    expect(measurements).toEqual({
      ...whole.measurements,
      light: expect.anything(),
      grain: expect.anything(),
      colour: expect.anything(),
      clutter: expect.anything(),
      focus: expect.anything(),
      compression: expect.anything(),
      saliency: null,
      smallSizes: null,
      overlays: expect.objectContaining({ overlays: expect.anything() }),
    });
    expect(await measurer.measure(picture, original)).toEqual(whole);
  });

  it('has what went wrong in the log, and nowhere else', async () => {
    const { unmeasured } = await measurer.measure(troublesome(Misbehaviour.THROWS), original);
    expect(JSON.stringify(unmeasured)).not.toContain('secret');
    expect(log.join()).toContain('a secret of the inside');
  });
});

describe('families that the operator switched off', () => {
  it('are listed as such, and everything else is measured', async () => {
    const measurer = startMeasurer({ text: false, faces: false });
    const { measurements, unmeasured } = await measurer.measure(picture, original);
    await measurer.stop();
    const reason = 'It is switched off on this server.';
    expect(unmeasured).toEqual([
      { family: 'text', reason, cause: 'SWITCHED_OFF' },
      { family: 'faces', reason, cause: 'SWITCHED_OFF' },
    ]);
    const missing = Object.entries(measurements).filter(([, family]) => family === null);
    expect(missing.map(([family]) => family)).toEqual(['text', 'faces']);
  });
});

describe('many pictures at once', () => {
  const measurer = startMeasurer({ text: false, faces: false, workers: 2, timeLimitMs: 60_000 });
  afterAll(() => measurer.stop());

  it('measure as they do one by one', async () => {
    const pictures = [3, 5, 7, 11, 13, 17].map((step) => greyRaster(160, 90, (x, y) => (x * step + y) % 256));
    const together = await Promise.all(pictures.map((image) => measurer.measure(image, original)));
    for (const [i, image] of pictures.entries()) {
      expect(await measurer.measure(image, original)).toEqual(together[i]);
    }
  });

  it('wait for a thread without that time being counted', async () => {
    // What hangs takes the whole limit, so that whoever waits for it would be beyond.
    const slow = startMeasurer({ text: false, faces: false, workers: 1, timeLimitMs: 6000 }, MISBEHAVING);
    await slow.measure(picture, original);
    const hanging = slow.measure(troublesome(Misbehaviour.HANGS), original);
    const waiting = Array.from({ length: 3 }, () => slow.measure(picture, original));
    expect((await hanging).unmeasured.map(({ family }) => family)).toContain('saliency');
    for (const { unmeasured } of await Promise.all(waiting)) {
      expect(unmeasured.map(({ cause }) => cause)).toEqual(['SWITCHED_OFF', 'SWITCHED_OFF']);
    }
    await slow.stop();
  });
});

describe('stop', () => {
  it('settles every picture, whether it is being measured or waits', async () => {
    const measurer = startMeasurer({ workers: 1 });
    const under = Array.from({ length: 4 }, () => measurer.measure(picture, original));
    await measurer.stop();
    for (const { measurements, unmeasured } of await Promise.all(under)) {
      expect(measurements.frame).not.toBeNull();
      expect(unmeasured.map(({ family }) => family)).toContain('faces');
    }
  });

  it('ends threads in the middle of their networks without ending the process', async () => {
    const image = drawLarge();
    // Where a thread is by then, nobody knows; one of these finds it in a network.
    for (const afterMs of [0, 5, 15, 30]) {
      const measurer = startMeasurer({ workers: 2 });
      await measurer.measure(image, original);
      const under = measurer.measure(image, original);
      await pause(afterMs);
      await measurer.stop();
      expect((await under).measurements.frame).not.toBeNull();
    }
  });
});

it('gives the saliency map alone, which sums to 1', async () => {
  const measurer = startMeasurer({ workers: 1 });
  const { data, width, height } = await measurer.saliencyMap(picture, new AbortController().signal);
  await measurer.stop();
  expect(data).toHaveLength(width * height);
  expect(data.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 3);
});
