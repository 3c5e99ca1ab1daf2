import { describe, expect, it } from '@jest/globals';
import type { Measurements } from '../../src/measurement/measurements.type.js';
import { rubric2 } from '../../src/scoring/rubric-2.js';
import { score } from '../../src/scoring/score.js';
import { badgeAt, facesOf, textOf } from '../support/found.js';
import { unscored } from './tabled-rubric.js';

function scored(found: Partial<Measurements>) {
  const { measurements, ...rest } = unscored;
  return score(rubric2, { ...rest, measurements: { ...measurements, ...found } });
}
const criterion = (found: Partial<Measurements>, name: string) =>
  scored(found).criteria.find((one) => one.criterion === name);
const finding = (found: Partial<Measurements>, name: string) =>
  scored(found).findings.find(({ rule }) => rule === name);

const CORNER = { x: 0.86, y: 0.86, width: 0.12, height: 0.11 };

describe('words', () => {
  it('that are too small are named, with their size, the size they need, and how much larger that is', () => {
    const found = { text: textOf({ text: 'TODAY', height: 68.6 }) };
    expect(finding(found, 'mainTextHeight')).toMatchObject({
      message: '‘TODAY’ is 9 px high at 168 px wide; at least 12 is readable.',
      suggestion: 'Make the text about a third larger, or use fewer words.',
      region: found.text.lines[0]?.region,
    });
  });

  it.each([
    [90, 'a little larger'],
    [75, 'about a quarter larger'],
    [68, 'about a third larger'],
    [55, 'about half as large again'],
    [45, 'about twice as large'],
    [32, 'about three times as large'],
    [10, 'several times as large'],
  ])('of %d px are to become %s', (height, words) => {
    const found = { text: textOf({ text: 'TODAY', height }) };
    expect(finding(found, 'mainTextHeight')?.suggestion).toContain(words);
  });

  it('are measured by their highest line, also when it was not read', () => {
    const found = { text: textOf({ text: 'small', height: 30 }, { text: null, height: 60 }) };
    expect(finding(found, 'mainTextHeight')?.message).toMatch(/^A line that was not read is 7 px/);
  });

  it('are told of their faintest large line, and small print may be quiet', () => {
    const found = {
      text: textOf(
        { text: 'LOUD', height: 120 },
        { text: 'FAINT', height: 100, contrastRatio: 2.04 },
        { text: 'small print', height: 40, contrastRatio: 1.2 },
      ),
    };
    expect(finding(found, 'textContrast')?.message).toBe(
      '‘FAINT’ has a contrast of 2.0:1 with what surrounds it; WCAG asks for 4.5:1.',
    );
  });

  it('under the duration are told with how much of them is covered', () => {
    const region = { x: 0.8, y: 0.88, width: 0.12, height: 0.08 };
    const found = { text: textOf({ text: 'PART 2', height: 100, region }), overlays: badgeAt(CORNER) };
    expect(finding(found, 'textUnderBadge')).toMatchObject({
      message: 'The duration covers 50 % of ‘PART 2’.',
      region,
    });
  });

  it('that are too many are counted', () => {
    const text = textOf({ text: 'one two three four five six seven eight', height: 120 });
    expect(finding({ text }, 'wordCount')?.message).toContain('8 words');
  });

  it('that are long are cut in a message', () => {
    const text = textOf({ text: 'x'.repeat(200), height: 20 });
    expect(finding({ text }, 'mainTextHeight')?.message.length).toBeLessThan(110);
  });
});

describe('a number just short of its limit', () => {
  it.each([
    ['mainTextHeight', { text: textOf({ text: 'HELLO', height: 88.4 }) }, 'is 11 px high'],
    ['textContrast', { text: textOf({ text: 'HELLO', height: 200, contrastRatio: 4.46 }) }, 'of 4.4:1'],
    ['faceHeight', { faces: facesOf({ x: 0.4, y: 0.2, width: 0.1, height: 0.3125 }) }, 'is 29 px high'],
  ])('is not rounded up to it: %s', (rule, found, words) => {
    expect(finding(found, rule)?.message).toContain(words);
  });
});

describe('a picture without', () => {
  it('any family, as measurement version 1 stored it, still has numbers for a score', () => {
    const { measurements, ...rest } = unscored;
    const old = Object.fromEntries(Object.entries(measurements).filter(([, family]) => family !== null));
    // What was stored before these families were known has no such fields at all.
    const result = score(rubric2, { ...rest, measurements: old as unknown as typeof measurements });
    expect(Number.isFinite(result.score)).toBe(true);
    expect(result.findings.map(({ rule }) => rule)).not.toContain('wordCount');
  });

  it('writing is not scored on legibility, and says so', () => {
    expect(criterion({ text: textOf() }, 'legibility')).toMatchObject({
      score: null,
      effectiveWeight: 0,
      reason: 'Not scored: there is no writing to measure, and no model judged it.',
    });
  });

  it('measured text says that it could not be measured', () => {
    expect(criterion({}, 'legibility')?.reason).toBe('Not scored: it could not be measured.');
  });

  it('a face is not scored on emotion, and says so', () => {
    expect(criterion({ faces: facesOf() }, 'emotion')?.reason).toMatch(/there is no face to measure/);
  });

  it('a badge over it, since black bars lie there, is not under the badge', () => {
    const overlays = { overlays: [{ ...badgeAt(CORNER).overlays[0]!, region: null }] };
    const text = textOf({ text: 'PART 2', height: 100, region: CORNER });
    expect(finding({ text, overlays }, 'textUnderBadge')).toBeUndefined();
  });
});

describe('faces', () => {
  it('that are small are told with their height in the sidebar', () => {
    // A quarter of the height of 94.5 pixels.
    const faces = facesOf({ x: 0.4, y: 0.2, width: 0.1, height: 0.25 });
    expect(finding({ faces }, 'faceHeight')).toMatchObject({
      message: 'The largest face is 23 px high at 168 px wide; from 30 an expression can be read.',
      suggestion: 'Show the face about a quarter larger.',
      region: faces.faces[0]?.region,
    });
  });

  it('under the duration, and cut off by an edge, are found', () => {
    const faces = facesOf({ x: 0.8, y: 0.5, width: 0.2, height: 0.5 });
    const found = { faces, overlays: badgeAt(CORNER) };
    expect(finding(found, 'faceUnderBadge')?.region).toEqual(faces.faces[0]?.region);
    expect(finding(found, 'facesCutOff')?.message).toContain('100 %');
  });
});

it('explains what the eye is drawn to under the duration', () => {
  expect(finding({ overlays: badgeAt(CORNER, 0.2) }, 'subjectUnderBadge')).toMatchObject({
    message: 'The duration covers 20 % of what draws the eye.',
    region: CORNER,
  });
});
