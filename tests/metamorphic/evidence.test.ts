import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { Region } from '../../src/measurement/region.type.js';
import type { MeasuredPicture } from '../../src/scoring/rubric.js';
import { drawBlank, drawGood, GOOD_SEEDS } from '../support/draw.js';
import { measured, measuredScore } from '../support/draw-measured.js';
import { agreement } from '../support/region-agreement.js';

const good = GOOD_SEEDS.map((seed) => ({ seed }));

/** Every part of the picture that was found, by what it is. */
function regionsOf({ measurements }: MeasuredPicture): Record<string, Region | null> {
  const { text, faces, saliency } = measurements;
  const lines = [...(text?.lines ?? [])].sort((a, b) => a.region.y - b.region.y);
  return {
    subject: saliency?.subject ?? null,
    ...Object.fromEntries(lines.map(({ region }, i) => [`line ${i}`, region])),
    ...Object.fromEntries((faces?.faces ?? []).map(({ region }, i) => [`face ${i}`, region])),
  };
}

function mirrored(region: Region | null): Region | null {
  return region && { ...region, x: 1 - region.x - region.width };
}

describe.each(good)('drawn good picture $seed', ({ seed }) => {
  it('measures the same fractions at twice the size, and scores within 3 points', async () => {
    const { png } = await drawGood(seed);
    const [once, twice] = [
      await measured(png),
      await measured(await sharp(png).resize(2560, 1440).png().toBuffer()),
    ];
    expect(Math.abs(measuredScore(once).score - measuredScore(twice).score)).toBeLessThanOrEqual(3);
    const [here, there] = [regionsOf(once), regionsOf(twice)];
    expect(Object.keys(there)).toEqual(Object.keys(here));
    for (const [name, region] of Object.entries(here)) {
      expect({ name, agrees: agreement(region, there[name] ?? null) > 0.9 }).toEqual({ name, agrees: true });
    }
    const words = ({ measurements }: MeasuredPicture) => measurements.text?.words.map(({ text }) => text);
    expect(words(twice)).toEqual(words(once));
  });

  it('keeps its score within 3 points when it is saved again as JPEG or WebP', async () => {
    const { png } = await drawGood(seed);
    const before = measuredScore(await measured(png)).score;
    for (const saved of [sharp(png).jpeg({ quality: 85 }), sharp(png).webp({ quality: 85 })]) {
      const after = measuredScore(await measured(await saved.toBuffer())).score;
      expect(Math.abs(after - before)).toBeLessThanOrEqual(3);
    }
  });

  it('mirrored, has every region mirrored', async () => {
    const { png } = await drawGood(seed);
    const [as, turned] = [await measured(png), await measured(await sharp(png).flop().png().toBuffer())];
    const [here, there] = [regionsOf(as), regionsOf(turned)];
    expect(Object.keys(there)).toEqual(Object.keys(here));
    for (const [name, region] of Object.entries(here)) {
      expect({ name, agrees: agreement(mirrored(region), there[name] ?? null) > 0.6 }).toEqual({
        name,
        agrees: true,
      });
    }
    const peaks = [as, turned].map(({ measurements }) => measurements.saliency?.mainPeak);
    expect(peaks[1]?.x).toBeCloseTo(1 - (peaks[0]?.x ?? 0), 1);
  });
});

describe('every family has numbers for', () => {
  const svg = (width: number, height: number, body: string) =>
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`);
  const shape = '<circle cx="40" cy="20" r="12" fill="#e33"/><path d="M0 30 L64 20" stroke="#fff"/>';
  const wide = (width: number, height: number) =>
    sharp(svg(width, height, shape))
      .flatten()
      .png()
      .toBuffer();

  it.each<[string, () => Promise<Buffer>]>([
    ['a blank picture', () => drawBlank('#808080')],
    ['the smallest picture', () => wide(64, 36)],
    ['the largest picture', () => sharp({ create: largest }).jpeg().toBuffer()],
    ['the flattest picture', () => wide(1280, 36)],
    ['the tallest picture', () => wide(64, 1280)],
    [
      'a transparent picture',
      () =>
        sharp(svg(640, 360, ''))
          .png()
          .toBuffer(),
    ],
    [
      'a picture that is half transparent',
      () =>
        sharp(svg(640, 360, shape))
          .webp()
          .toBuffer(),
    ],
    [
      'a greyscale picture',
      async () =>
        sharp((await drawGood(GOOD_SEEDS[0]!)).png)
          .greyscale()
          .jpeg()
          .toBuffer(),
    ],
    [
      'a CMYK picture',
      async () =>
        sharp((await drawGood(GOOD_SEEDS[0]!)).png)
          .toColourspace('cmyk')
          .jpeg()
          .toBuffer(),
    ],
  ])('%s', async (_name, draw) => {
    const { measurements } = await measured(await draw());
    expect(Object.entries(measurements).filter(([, family]) => family === null)).toEqual([]);
    expect(JSON.parse(JSON.stringify(measurements))).toEqual(measurements);
  });

  const largest = { width: 9400, height: 5300, channels: 3, background: '#345' } as const;
});
