import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { asReleased, breakingChanges, contractProblems, releasedVersion } from '../../scripts/contract.js';

describe('breakingChanges', () => {
  it('finds none where a field or an optional argument is added', async () => {
    const released = 'type Query { one: Int }';
    expect(await breakingChanges(released, 'type Query { one(by: Int): Int two: Int }')).toEqual([]);
  });

  it('finds what the published schema would lose', async () => {
    const published = await readFile('schema/schema.graphql', 'utf8');
    const changed = published.replace(/^ {2}uploadLimits: UploadLimits!?$/m, '  limits: UploadLimits');
    expect(await breakingChanges(published, published)).toEqual([]);
    expect(await breakingChanges(published, changed)).toEqual([expect.stringContaining('uploadLimits')]);
  });
});

describe('contractProblems', () => {
  const released = 'type Query { one: Int two: Int }';
  const current = 'type Query { one: Int }';

  it('are the changes that break clients, as long as no major version is announced', async () => {
    const quiet = '## [Unreleased]\n\n### Changed\n\n- Something.\n';
    expect(await contractProblems({ released, current, changelog: quiet })).toEqual([
      expect.stringContaining('two'),
    ]);
    const announced = quiet.replace('Changed', 'Breaking');
    expect(await contractProblems({ released, current, changelog: announced })).toEqual([]);
  });
});

it('the released schema says in which version clients got it', () => {
  const schema = 'type Query { one: Int }';
  expect(releasedVersion(asReleased(schema, '1.2.3'))).toBe('1.2.3');
  expect(releasedVersion(schema)).toBeNull();
});
