import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { CanonicalImage } from '../../src/image/canonical-image.js';
import { decodeCanonical } from '../../src/image/canonicalise.js';
import { measureSaliency } from '../../src/measurement/saliency/measure-saliency.js';
import type { SaliencyMeasurement } from '../../src/measurement/saliency/saliency.type.js';
import { measureSmallSizes } from '../../src/measurement/small-sizes.js';
import { drawGood, GOOD_SEEDS } from '../support/draw.js';
import { agreement } from '../support/region-agreement.js';

// One cell of the map, as a share of the width; the map is 80 cells wide.
const CELL = 1 / 80;

describe.each(GOOD_SEEDS.map((seed) => ({ seed })))('drawn good picture $seed', ({ seed }) => {
  let png: Buffer;
  let keep: { left: number; top: number; width: number; height: number };
  let image: CanonicalImage;
  let plain: SaliencyMeasurement;

  beforeAll(async () => {
    const drawn = await drawGood(seed);
    png = drawn.png;
    const box = drawn.words[1]!.box;
    keep = {
      left: Math.floor(box.x) - 12,
      top: Math.floor(box.y) - 12,
      width: Math.ceil(box.width) + 24,
      height: Math.ceil(box.height) + 24,
    };
    image = await decodeCanonical(png);
    plain = measureSaliency(image).measurement;
  });

  it('is more concentrated the more everything but one thing is blurred', async () => {
    const subject = await sharp(png).extract(keep).png().toBuffer();
    const values = [plain.concentration];
    for (const sigma of [5, 20]) {
      const blurred = sharp(png)
        .blur(sigma)
        .composite([{ input: subject, left: keep.left, top: keep.top }]);
      values.push(await decodeCanonical(await blurred.removeAlpha().png().toBuffer()).then(concentrationOf));
    }
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(new Set(values).size).toBe(values.length);
  });

  it('is the mirror image when it is mirrored', async () => {
    const turned = measureSaliency(await decodeCanonical(await sharp(png).flop().toBuffer())).measurement;
    expect(Math.abs(turned.concentration - plain.concentration)).toBeLessThan(0.005);
    expect(turned.peaks).toBe(plain.peaks);
    expect(Math.abs((turned.mainPeak?.x ?? 9) - (1 - (plain.mainPeak?.x ?? 9)))).toBeLessThanOrEqual(CELL);
    const { x, width, ...rest } = plain.subject!;
    expect(agreement(turned.subject, { ...rest, x: 1 - x - width, width })).toBeGreaterThan(0.95);
    const mirrored = [2, 1, 0, 5, 4, 3, 8, 7, 6].map((i) => plain.thirds[i]?.saliencyShare ?? 9);
    turned.thirds.forEach(({ saliencyShare }, i) => {
      expect(Math.abs(saliencyShare - (mirrored[i] ?? 9))).toBeLessThan(0.005);
    });
  });

  it('is the same at half the size', async () => {
    const half = await decodeCanonical(await sharp(png).resize(640, 360).png().toBuffer());
    expectAlmost(measureSaliency(half).measurement, plain);
  });

  it.each(['jpeg', 'webp'] as const)('is the same after it was saved as %s', async (format) => {
    const quality = format === 'jpeg' ? 85 : 80;
    const saved = await sharp(png).toFormat(format, { quality }).toBuffer();
    const resaved = await decodeCanonical(await sharp(saved).png().toBuffer());
    const { measurement, map } = measureSaliency(resaved);
    expectAlmost(measurement, plain);
    const before = measureSmallSizes(image, measureSaliency(image).map).sizes;
    measureSmallSizes(resaved, map).sizes.forEach((size, i) => {
      expect(Math.abs((size.subjectSimilarity ?? 9) - (before[i]?.subjectSimilarity ?? 9))).toBeLessThan(
        0.03,
      );
      expect(Math.abs((size.subjectEdges ?? 9) - (before[i]?.subjectEdges ?? 9))).toBeLessThan(0.06);
    });
  });
});

function concentrationOf(image: CanonicalImage): number {
  return measureSaliency(image).measurement.concentration;
}

function expectAlmost(other: SaliencyMeasurement, plain: SaliencyMeasurement): void {
  expect(Math.abs(other.concentration - plain.concentration)).toBeLessThan(0.02);
  expect(Math.abs(other.peaks - plain.peaks)).toBeLessThanOrEqual(1);
  expect(Math.abs(other.subjectShare - plain.subjectShare)).toBeLessThan(0.02);
  expect(agreement(other.subject, plain.subject)).toBeGreaterThan(0.9);
  expect(Math.abs((other.lightnessSeparation ?? 99) - (plain.lightnessSeparation ?? 0))).toBeLessThan(2);
  other.thirds.forEach(({ saliencyShare }, i) => {
    expect(Math.abs(saliencyShare - (plain.thirds[i]?.saliencyShare ?? 9))).toBeLessThan(0.02);
  });
}
