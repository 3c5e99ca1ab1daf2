import { describe, expect, it } from '@jest/globals';
import { publishedRubrics } from '../../src/scoring/rubrics.js';
import { differences, withAdvice } from '../support/golden-differences.js';
import { asStored, readGolden } from '../support/golden-file.js';
import { picturesOf, rubricGoldens } from '../support/golden-scores.js';

describe.each(publishedRubrics)('rubric $version, as it was published', (rubric) => {
  const advice =
    `Rubric ${rubric.version} is published: undo this, and put the change into the next version. ` +
    'A version that was never recorded is recorded by "npm run golden".';

  it.each(rubricGoldens(rubric))('is what $path says', ({ path, content }) => {
    expect(withAdvice(differences(readGolden(path), asStored(content)), advice)).toEqual([]);
  });

  it('is recorded with pictures of every kind', () => {
    const pictures = picturesOf(rubric);
    expect(pictures.length).toBeGreaterThanOrEqual(30);
    expect(new Set(pictures.map(({ name }) => name)).size).toBe(pictures.length);
    for (const kind of [true, false]) {
      expect(pictures.some(({ judged }) => (judged !== null) === kind)).toBe(true);
      expect(pictures.some(({ hasTitle }) => hasTitle === kind)).toBe(true);
    }
    const families = pictures.flatMap(({ measurements }) => Object.entries(measurements));
    for (const family of new Set(
      rubric.rules.map((rule) => rule.family).filter((name) => name !== 'frame'),
    )) {
      const found = families.filter(([name]) => name === family).map(([, value]) => value);
      expect(found).toContain(null);
      expect(found.some((value) => value !== null)).toBe(true);
    }
  });
});
