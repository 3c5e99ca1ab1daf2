import { afterAll, describe, expect, it } from '@jest/globals';
import { drawColumn, type TextColumn } from '../../support/draw-text-column.js';
import { startTextReader } from '../../support/start-text-reader.js';

const reader = startTextReader();
afterAll(() => reader.stop());

async function lines(column: TextColumn) {
  return (await reader.read(await drawColumn(column))).lines;
}

describe('letters below each other', () => {
  it.each([
    ['STOP', 'anton', 110],
    ['DANGER', 'bebas', 80],
    ['LIMIT', 'poppins', 100],
  ] as const)('are one line that is read: %s in %s', async (text, font, capHeight) => {
    const [line, ...others] = await lines({ text, font, capHeight, way: 'stacked' });
    expect({ text: line?.text, others }).toEqual({ text, others: [] });
    expect(line!.height.at1280 / capHeight).toBeCloseTo(1, 1);
    expect(Math.abs(line!.angle)).toBeLessThan(2);
    expect(line!.region.height).toBeGreaterThan(3 * line!.region.width);
  });

  it('are found and not read in another script', async () => {
    const found = await lines({ text: '日本人', font: 'delaJapanese', capHeight: 130, way: 'stacked' });
    expect(found.map(({ text }) => text)).toEqual([null]);
  });
});

describe('a line turned by a quarter', () => {
  it.each([
    ['ROTATED', 'anton', 120, 'upwards'],
    ['LIVE NOW', 'bebas', 90, 'downwards'],
    ['EXTREME', 'poppins', 60, 'upwards'],
  ] as const)('is read: %s in %s, %d pixels high, %s', async (text, font, capHeight, way) => {
    const [line, ...others] = await lines({ text, font, capHeight, way });
    expect({ text: line?.text, others }).toEqual({ text, others: [] });
    expect(line!.height.at1280 / capHeight).toBeCloseTo(1, 1);
    expect(Math.abs(line!.angle - (way === 'upwards' ? -90 : 90))).toBeLessThan(2);
  });
});

describe('a single letter', () => {
  it('is no column', async () => {
    const found = await lines({ text: '1', font: 'bebas', capHeight: 300, way: 'stacked' });
    expect(found.map(({ text }) => text)).toEqual(['1']);
  });
});
