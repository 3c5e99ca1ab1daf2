import { describe, expect, it } from '@jest/globals';
import { drawBlank, drawGood, drawNoise, GOOD_SEEDS } from '../support/draw.js';
import { measured, measuredScore } from '../support/draw-measured.js';

describe('blank and noise pictures', () => {
  it('score below every drawn good one', async () => {
    const good = await Promise.all(GOOD_SEEDS.map(async (seed) => scoreOf((await drawGood(seed)).png)));
    const lowest = Math.min(...good);

    const empty = {
      black: await scoreOf(await drawBlank('#000000')),
      white: await scoreOf(await drawBlank('#ffffff')),
      grey: await scoreOf(await drawBlank('#808080')),
      red: await scoreOf(await drawBlank('#ff0000')),
      'noise in colour': await scoreOf(await drawNoise(1, 'colour')),
      'noise in grey': await scoreOf(await drawNoise(2, 'grey')),
    };
    for (const [name, score] of Object.entries(empty)) {
      expect({ name, below: score < lowest }).toEqual({ name, below: true });
    }
  });
});

async function scoreOf(picture: Buffer): Promise<number> {
  return measuredScore(await measured(picture)).score;
}
