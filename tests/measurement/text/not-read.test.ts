import { afterAll, describe, expect, it } from '@jest/globals';
import { drawForeign, type Script } from '../../support/draw-text-foreign.js';
import { PHOTOGRAPHS, photograph, scenery } from '../../support/draw-text-ground.js';
import { startTextReader } from '../../support/start-text-reader.js';

const reader = startTextReader();
afterAll(() => reader.stop());

const SEEDS = [0, 1, 2, 3, 4, 5, 6, 7];

describe.each<Script>(['japanese', 'arabic'])('%s writing', (script) => {
  it('is found and not read', async () => {
    for (const seed of SEEDS) {
      const drawn = await drawForeign(script, seed);
      const { lines, unreadLines } = await reader.read(drawn.raster);
      expect({ name: drawn.name, unread: unreadLines }).toEqual({ name: drawn.name, unread: lines.length });
      expect(lines.length).toBeGreaterThanOrEqual(drawn.lines);
    }
  });
});

describe('Cyrillic writing', () => {
  it('is always found, and not read as long as one of its letters is not Latin as well', async () => {
    // МОТОР, МОСКВА and ХОРОШО are, letter for letter, or nearly so.
    const ambiguous = /МОТОР|МОСКВА|ХОРОШО/;
    for (const seed of SEEDS) {
      const drawn = await drawForeign('cyrillic', seed);
      const { lines, words } = await reader.read(drawn.raster);
      expect(lines.length).toBeGreaterThan(0);
      if (!ambiguous.test(drawn.name))
        expect({ name: drawn.name, words }).toEqual({ name: drawn.name, words: [] });
    }
  });
});

describe('a picture without writing', () => {
  it('has no words, and hardly ever a line', async () => {
    const pictures = [
      ...PHOTOGRAPHS.map((_, i) => photograph(i, 0)),
      ...PHOTOGRAPHS.map((_, i) => photograph(i, 6)),
      ...SEEDS.map((seed) => scenery(seed, true)),
    ];
    let withLines = 0;
    for (const picture of pictures) {
      const { lines, words } = await reader.read(await picture);
      expect(words).toEqual([]);
      if (lines.length > 0) withLines++;
    }
    expect(withLines).toBeLessThanOrEqual(2);
  });
});
