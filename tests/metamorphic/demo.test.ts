import { expect, it } from '@jest/globals';
import { drawRepaired, drawWeak } from '../../demo/draw.js';
import { measured, measuredScore } from '../support/draw-measured.js';

it('scores the repaired thumbnail of the demo high and the weak one low, with findings that moved', async () => {
  const weak = measuredScore(await measured(await drawWeak()));
  const repaired = measuredScore(await measured(await drawRepaired()));
  expect(weak.score).toBeLessThan(50);
  expect(repaired.score).toBeGreaterThanOrEqual(85);
  const stillMissed = new Set(repaired.findings.map(({ rule }) => rule));
  expect(weak.findings.filter(({ rule }) => !stillMissed.has(rule)).length).toBeGreaterThanOrEqual(3);
});
