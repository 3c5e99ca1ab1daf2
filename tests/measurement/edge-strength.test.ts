import { expect, it } from '@jest/globals';
import { edgeStrength } from '../../src/measurement/edge-strength.js';

const plane = (level: (x: number, y: number) => number) => ({
  width: 16,
  height: 16,
  data: Uint8Array.from({ length: 256 }, (_, i) => level(i % 16, Math.floor(i / 16))),
});

it('is the height of a step times its length, in both directions and however soft the step', () => {
  expect(edgeStrength(plane((x) => (x < 8 ? 20 : 120)))).toBe(1600);
  expect(edgeStrength(plane((_, y) => (y < 8 ? 20 : 120)))).toBe(1600);
  expect(edgeStrength(plane((x) => 20 + Math.min(100, 20 * Math.max(0, x - 4))))).toBe(1600);
});

it('is 0 for a flat area', () => {
  expect(edgeStrength(plane(() => 90))).toBe(0);
});
