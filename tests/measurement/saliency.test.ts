import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lab } from '../../src/measurement/lab.js';
import { measureSaliency } from '../../src/measurement/saliency/measure-saliency.js';
import { type Disc, discs } from '../support/draw-discs.js';
import { random } from '../support/draw-paint.js';
import { greyRaster, raster } from '../support/draw-raster.js';
import { agreement } from '../support/region-agreement.js';

const WHITE = [255, 255, 255] as const;
const BLACK = [10, 10, 10] as const;
const measure = (image: ReturnType<typeof raster>) => measureSaliency(image).measurement;
const disc = (x: number, y: number, radius: number, colour: Disc['colour'] = WHITE): Disc => ({
  x,
  y,
  radius,
  colour,
});
/** The box around a disc in a 16:9 picture. */
const boxOf = ({ x, y, radius }: Disc) => ({
  x: x - radius,
  y: ((y - radius) * 16) / 9,
  width: 2 * radius,
  height: (2 * radius * 16) / 9,
});
// Inside the frame, wherever that is, and plain to see on black.
const anyDisc = fc
  .record({
    radius: fc.double({ min: 0.06, max: 0.14, noNaN: true }),
    across: fc.double({ min: 0, max: 1, noNaN: true }),
    down: fc.double({ min: 0, max: 1, noNaN: true }),
    colour: fc.constantFrom<Disc['colour']>(WHITE, [230, 40, 30], [40, 200, 90], [250, 220, 20]),
  })
  .map(({ radius, across, down, colour }) =>
    disc(
      radius + 0.02 + across * (0.96 - 2 * radius),
      radius + 0.02 + down * (0.5225 - 2 * radius),
      radius,
      colour,
    ),
  );

describe('the subject', () => {
  it('is the bright disc, wherever it is, with the peak inside', () => {
    fc.assert(
      fc.property(anyDisc, (one) => {
        const { subject, mainPeak, peaks } = measure(discs(320, 180, BLACK, one));
        expect(agreement(subject, boxOf(one))).toBeGreaterThan(0.5);
        const fromMiddle = Math.hypot((mainPeak?.x ?? 9) - one.x, ((mainPeak?.y ?? 9) * 9) / 16 - one.y);
        expect(fromMiddle).toBeLessThan(one.radius);
        expect(peaks).toBe(1);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it('may be cut by one border, as people are', () => {
    const { subject } = measure(discs(320, 180, BLACK, disc(0.7, 0.5, 0.2)));
    expect(agreement(subject, { x: 0.5, y: 0.53, width: 0.4, height: 0.47 })).toBeGreaterThan(0.6);
  });

  it('is not the ground, whatever its colour and however it shades', () => {
    const sky = raster(320, 180, (x, y) => {
      const inDisc = Math.hypot(x - 220, y - 100) < 30;
      return inDisc ? [20, 30, 40] : [60 + y / 2, 120 + y / 3, 255 - y / 4];
    });
    expect(agreement(measure(sky).subject, { x: 190 / 320, y: 70 / 180, width: 60 / 320, height: 60 / 180 }))
      // The box is counted in cells of the map.
      .toBeGreaterThan(0.7);
  });

  it('is the large thing and not a small dot that is stronger at its peak', () => {
    const large = disc(0.35, 0.28, 0.15, [120, 120, 120]);
    const { measurement, map } = measureSaliency(discs(320, 180, BLACK, large, disc(0.8, 0.28, 0.05)));
    const strongest = map.data.indexOf(map.data.reduce((most, value) => Math.max(most, value), 0));
    expect((strongest % map.width) / map.width).toBeGreaterThan(0.7);
    expect(agreement(measurement.subject, boxOf(large))).toBeGreaterThan(0.7);
  });

  it('is the more central of two things alike', () => {
    const { subject } = measure(discs(320, 180, BLACK, disc(0.12, 0.28, 0.08), disc(0.55, 0.28, 0.08)));
    expect(agreement(subject, boxOf(disc(0.55, 0.28, 0.08)))).toBeGreaterThan(0.6);
  });

  it('is what is in focus rather than what is not', () => {
    // Two discs alike, but for an edge that takes half a cell of the map or a single pixel.
    const soft = (from: number, far: number) => Math.min(1, Math.max(0, (far - from) / 8 + 0.5));
    const { subject, thirds } = measure(
      greyRaster(1280, 720, (x, y) => {
        const blurred = soft(Math.hypot(x - 320, y - 360), 130);
        const crisp = Math.hypot(x - 960, y - 360) < 130 ? 1 : 0;
        return 20 + 200 * Math.max(blurred, crisp);
      }),
    );
    expect(subject?.x).toBeGreaterThan(0.5);
    expect(thirds[5]?.saliencyShare).toBeGreaterThan(1.2 * (thirds[3]?.saliencyShare ?? 1));
  });
});

describe('competing places', () => {
  it.each([1, 2, 3])('are %d for as many equal discs', (count) => {
    const row = Array.from({ length: count }, (_, i) => disc((i + 0.7) / (count + 0.4), 0.28, 0.07));
    expect(measure(discs(320, 180, BLACK, ...row)).peaks).toBe(count);
  });

  it('are not raised by a faint one', () => {
    const faint = disc(0.75, 0.28, 0.08, [45, 45, 45]);
    expect(measure(discs(320, 180, BLACK, disc(0.3, 0.28, 0.08), faint)).peaks).toBe(1);
  });
});

describe('concentration', () => {
  it('is higher for a small thing than for a large one, and 0 without any', () => {
    const [small, large, none] = [0.04, 0.2, 0].map(
      (radius) => measure(discs(320, 180, BLACK, disc(0.5, 0.28, radius))).concentration,
    );
    expect(small).toBeGreaterThan((large ?? 1) + 0.1);
    expect(large).toBeGreaterThan(0.3);
    expect(none).toBe(0);
  });

  it.each(['colour', 'grey'])('is low for noise in %s', (kind) => {
    const next = random(3);
    const noise = raster(1280, 720, () => {
      const level = next() * 256;
      return kind === 'grey' ? [level, level, level] : [level, next() * 256, next() * 256];
    });
    expect(measure(noise).concentration).toBeLessThan(0.3);
  });
});

describe('place', () => {
  it('is told from the crossings of the thirds and from the centre, in fractions of the diagonal', () => {
    const onCrossing = measure(discs(320, 180, BLACK, disc(2 / 3, (2 / 3) * (9 / 16), 0.08)));
    expect(onCrossing.thirdsDistance).toBeLessThan(0.02);
    expect(onCrossing.centreDistance).toBeCloseTo(1 / 6, 1);
    const inTheMiddle = measure(discs(200, 200, BLACK, disc(0.5, 0.5, 0.1)));
    expect(inTheMiddle.centreDistance).toBeLessThan(0.02);
    expect(inTheMiddle.thirdsDistance).toBeCloseTo(1 / 6, 1);
  });

  it('is among the thirds where the disc lies', () => {
    const { thirds } = measure(discs(320, 180, BLACK, disc(1 / 6, 0.1, 0.05)));
    expect(thirds.map(({ saliencyShare }) => saliencyShare > 0.8)).toEqual([true, ...Array(8).fill(false)]);
    expect(thirds.reduce((sum, { saliencyShare }) => sum + saliencyShare, 0)).toBeCloseTo(1, 3);
    expect(thirds[5]?.region).toEqual({ x: 0.6667, y: 0.3333, width: 0.3333, height: 0.3333 });
  });
});

describe('separation', () => {
  it.each([
    [90, 160],
    [200, 120],
    [40, 75],
  ])('of a grey disc of %d on %d is about their difference in L*', (inside, outside) => {
    const { lightnessSeparation } = measure(
      discs(640, 360, [outside, outside, outside], disc(0.6, 0.28, 0.1, [inside, inside, inside])),
    );
    const difference = lab(inside, inside, inside)[0] - lab(outside, outside, outside)[0];
    expect(Math.abs((lightnessSeparation ?? 0) - Math.abs(difference))).toBeLessThan(1);
  });

  it('sees colours apart that are equally light', () => {
    // Both have an L* of about 54.
    const apart = measure(discs(320, 180, [0, 147, 0], disc(0.6, 0.28, 0.1, [255, 0, 40])));
    expect(apart.lightnessSeparation).toBeLessThan(5);
    expect(apart.colourSeparation).toBeGreaterThan(50);
  });
});

describe('odd pictures', () => {
  it.each([
    ['black', greyRaster(320, 180, () => 0)],
    ['white', greyRaster(320, 180, () => 255)],
    ['one colour with faint grain', greyRaster(320, 180, (x, y) => 120 + ((x * 7 + y * 13) % 3))],
    ['a single pixel', greyRaster(1, 1, () => 77)],
    ['a flat line', raster(1280, 1, (x) => [x % 256, 255 - (x % 256), 90])],
    ['a tall line', raster(1, 1280, (_, y) => [y % 256, 0, 0])],
  ])('%s has nothing that stands out', (_, image) => {
    const { measurement, map } = measureSaliency(image);
    expect(measurement).toMatchObject({ concentration: 0, peaks: 0, mainPeak: null, subject: null });
    expect(measurement).toMatchObject({ subjectShare: 0, lightnessSeparation: null, colourSeparation: null });
    expect(map.data.every((value) => value === 0)).toBe(true);
  });

  it('of any size and content are measured in finite numbers that survive JSON', () => {
    const sizes = fc.record({
      width: fc.integer({ min: 1, max: 90 }),
      height: fc.integer({ min: 1, max: 90 }),
    });
    fc.assert(
      fc.property(sizes, fc.integer(), ({ width, height }, seed) => {
        const next = random(seed);
        const { measurement, map } = measureSaliency(
          raster(width, height, () => [next() * 256, next() * 256, next() * 256]),
        );
        expect(JSON.parse(JSON.stringify(measurement))).toEqual(measurement);
        const sum = map.data.reduce((all, value) => all + value, 0);
        expect(sum === 0 || Math.abs(sum - 1) < 1e-4).toBe(true);
      }),
      { numRuns: 60, seed: 2 },
    );
  });
});
