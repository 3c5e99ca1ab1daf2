import { describe, expect, it } from '@jest/globals';
import type { FacesMeasurement } from '../../src/measurement/faces/faces.type.js';
import { OverlayKind } from '../../src/measurement/overlay-kind.js';
import { type Found, measureOverlays } from '../../src/measurement/overlays.js';
import type { Region } from '../../src/measurement/region.type.js';
import { measureSaliency } from '../../src/measurement/saliency/measure-saliency.js';
import type { TextMeasurement } from '../../src/measurement/text/text.type.js';
import { discs } from '../support/draw-discs.js';
import { greyRaster } from '../support/draw-raster.js';

const regions = {
  durationBadge: { x: 0.8, y: 0.8, width: 0.2, height: 0.2 },
  progressBar: { x: 0, y: 0.95, width: 1, height: 0.05 },
};
const WIDE = { width: 1280, height: 720 };
const NOTHING: Found = { saliency: null, text: null, faces: null };

function overlays(found: Partial<Found>, shape = WIDE) {
  const [badge, bar, ...others] = measureOverlays(shape, regions, { ...NOTHING, ...found }).overlays;
  expect(others).toEqual([]);
  return { badge: badge!, bar: bar! };
}

// Overlays look at nothing but where lines and faces lie.
const written = (...boxes: Region[]) =>
  ({ lines: boxes.map((region) => ({ region })) }) as unknown as TextMeasurement;
const seen = (...boxes: Region[]) =>
  ({ faces: boxes.map((region) => ({ region })) }) as unknown as FacesMeasurement;

describe('overlays', () => {
  it('are the badge and the bar, where they were configured', () => {
    const { badge, bar } = overlays({});
    expect(badge).toMatchObject({ kind: OverlayKind.DURATION_BADGE, region: regions.durationBadge });
    expect(bar).toMatchObject({ kind: OverlayKind.PROGRESS_BAR, region: regions.progressBar });
  });

  it('cover null of what was not measured or is not there', () => {
    const nothing = { saliencyCovered: null, textCovered: null, facesCovered: null };
    expect(overlays({}).badge).toMatchObject(nothing);
    expect(overlays({ text: written(), faces: seen() }).badge).toMatchObject(nothing);
  });

  it('cover nothing where they lie on the bars beside a picture', () => {
    const { map } = measureSaliency(discs(180, 320, [0, 0, 0], disc(0.5, 1.6)));
    const lowerRight = { x: 0.9, y: 0.9, width: 0.1, height: 0.1 };
    const found = { saliency: map, text: written(lowerRight), faces: seen(lowerRight) };
    expect(overlays(found, { width: 180, height: 320 }).badge).toMatchObject({
      region: null,
      saliencyCovered: 0,
      textCovered: 0,
      facesCovered: 0,
    });
  });

  it('cover as much of the text as of its area', () => {
    // A fifth of the line lies under the badge, which is a tenth of all text.
    const line = { x: 0.05, y: 0.85, width: 0.9375, height: 0.1 };
    const elsewhere = { x: 0.05, y: 0.1, width: 0.9375, height: 0.1 };
    expect(overlays({ text: written(line) }).badge.textCovered).toBeCloseTo(0.1875 / 0.9375, 4);
    expect(overlays({ text: written(line, elsewhere) }).badge.textCovered).toBeCloseTo(0.1, 4);
  });

  it('count an area once that several boxes share', () => {
    const face = { x: 0.7, y: 0.8, width: 0.2, height: 0.2 };
    expect(overlays({ faces: seen(face) }).badge.facesCovered).toBeCloseTo(0.5, 4);
    expect(overlays({ faces: seen(face, face) }).badge.facesCovered).toBeCloseTo(0.5, 4);
  });

  it('cover the more of the saliency the closer the subject comes', () => {
    const covered = [0.3, 0.5, 0.7, 0.8, 0.9].map((x) => {
      const { map } = measureSaliency(discs(320, 180, [0, 0, 0], disc(x, x * (9 / 16))));
      return overlays({ saliency: map }).badge.saliencyCovered ?? -1;
    });
    expect(covered[0]).toBe(0);
    expect(covered).toEqual([...covered].sort((a, b) => a - b));
    expect(covered[4]).toBeGreaterThan(0.8);
  });

  it('cover nothing of an even picture', () => {
    const { map } = measureSaliency(greyRaster(320, 180, () => 90));
    expect(overlays({ saliency: map }).badge.saliencyCovered).toBe(0);
  });

  it('cover their own share of saliency that is spread evenly', () => {
    const even = { data: new Float32Array(100).fill(0.01), width: 10, height: 10 };
    expect(overlays({ saliency: even }).badge.saliencyCovered).toBeCloseTo(0.04, 4);
    expect(overlays({ saliency: even }).bar.saliencyCovered).toBeCloseTo(0.05, 4);
  });
});

function disc(x: number, y: number) {
  return { x, y, radius: 0.06, colour: [255, 255, 255] as const };
}
