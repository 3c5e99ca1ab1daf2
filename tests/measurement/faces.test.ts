import { afterAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { Raster } from '../../src/image/canonical-image.js';
import type { FacesMeasurement } from '../../src/measurement/faces/faces.type.js';
import { drawFaceless, FACELESS } from '../support/draw-faceless.js';
import { portrait } from '../support/draw-portrait.js';
import { greyRaster } from '../support/draw-raster.js';
import { render } from '../support/draw-render.js';
import { startWorkerPool } from '../support/start-measurer.js';

// In a real thread: the network's runtime does not know the arrays of a test's sandbox.
const pool = startWorkerPool();
afterAll(() => pool.stop());

function measureFaces(image: Raster): Promise<FacesMeasurement> {
  return pool.run('faces', image);
}

async function toRaster(png: Buffer): Promise<Raster> {
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height };
}

/** Drawn heads at these places, on one colour. */
async function people(places: readonly string[], width = 1280, height = 720): Promise<Raster> {
  const ground = `<rect width="${width}" height="${height}" fill="#5b7fa0"/>`;
  const heads = places.map((place) => portrait(place));
  const body = ground + heads.map((head) => head.body).join('');
  return toRaster(await render({ width, height, defs: heads[0]!.defs, body }));
}

describe('a face', () => {
  it('is found where it was drawn', async () => {
    const { count, faces, areaShare } = await measureFaces(await people(['translate(400 300)']));
    expect(count).toBe(1);
    const [face] = faces;
    const { x, y, width, height } = face!.region;
    // From ear to ear, and from the hair to the chin: 200 × 240 around 400,300.
    expect((x + width / 2) * 1280).toBeCloseTo(400, -1.5);
    expect(width * 1280).toBeGreaterThan(160);
    expect(width * 1280).toBeLessThan(240);
    expect((y + height) * 720).toBeGreaterThan(430);
    expect((y + height) * 720).toBeLessThan(500);
    expect(face).toMatchObject({ cutOff: false, areaShare });
    expect(face!.confidence).toBeGreaterThan(0.9);
    // The upper left crossing of the thirds is the nearest one.
    const fromCrossing = Math.hypot((x + width / 2 - 1 / 3) * 1280, (y + height / 2 - 1 / 3) * 720);
    expect(face!.thirdsDistance).toBeCloseTo(fromCrossing / Math.hypot(1280, 720), 3);
  });

  it.each([
    ['far away', 'translate(640 330) scale(0.15)'],
    ['tilted', 'translate(600 330) rotate(25)'],
    ['over half of the picture', 'translate(640 330) scale(2)'],
  ])('is found %s', async (_, place) => {
    expect(await measureFaces(await people([place]))).toMatchObject({ count: 1 });
  });

  it.each([
    ['the right edge', 'translate(1240 360) scale(1.2)', true],
    ['the top', 'translate(640 60) scale(1.2)', true],
    ['no edge', 'translate(640 360) scale(1.2)', false],
  ])('is cut off at the edge that it reaches: %s', async (_, place, cutOff) => {
    const { faces } = await measureFaces(await people([place]));
    expect(faces.map((face) => face.cutOff)).toEqual([cutOff]);
    const { x, y, width, height } = faces[0]!.region;
    for (const value of [x, y, x + width, y + height]) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
  });

  it('stands before smaller ones', async () => {
    const places = ['translate(200 300) scale(0.5)', 'translate(900 330) scale(1.4)', 'translate(520 330)'];
    const { count, faces, areaShare } = await measureFaces(await people(places));
    expect(count).toBe(3);
    expect(faces.map(({ region }) => Math.round((region.x + region.width / 2) * 12.8))).toEqual([9, 5, 2]);
    expect(areaShare).toBeCloseTo(
      faces.reduce((sum, face) => sum + face.areaShare, 0),
      3,
    );
  });

  it('has the same place in the picture whatever the size of the picture', async () => {
    const [large] = (await measureFaces(await people(['translate(400 300)']))).faces;
    const [small] = (await measureFaces(await people(['translate(100 75) scale(0.25)'], 320, 180))).faces;
    expect(small!.region.x).toBeCloseTo(large!.region.x, 1);
    expect(small!.region.height).toBeCloseTo(large!.region.height, 1);
  });
});

it(`sees no face in ${FACELESS} drawn pictures without one`, async () => {
  const seen: number[] = [];
  for (let number = 0; number < FACELESS; number++) {
    const { count } = await measureFaces(await toRaster(await drawFaceless(number)));
    if (count > 0) seen.push(number);
  }
  expect(seen).toEqual([]);
}, 400_000);

it.each([
  [1, 1],
  [1280, 1],
  [1, 1280],
  [2, 1280],
  [64, 36],
  [1280, 1280],
])('measures an empty picture of %d×%d', async (width, height) => {
  const nothing = { count: 0, faces: [], areaShare: 0 };
  expect(await measureFaces(greyRaster(width, height, () => 0))).toEqual(nothing);
  expect(await measureFaces(greyRaster(width, height, () => 255))).toEqual(nothing);
});
