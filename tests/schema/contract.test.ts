import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { announcesMajor, breakingChanges } from '../../scripts/breaking-changes.js';

const LAST = '## [1.4.0] - 2026-11-24\n';

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

describe('announcesMajor', () => {
  it.each([
    ['## [2.0.0] - unreleased\n', true],
    ['## [2.0.0]\n', true],
    ['## [1.5.0] - unreleased\n', false],
    ['## [Unreleased]\n', false],
    ['## [2.0.0] - 2026-12-01\n', false],
    ['', false],
  ])('reads %j as %s', (next, expected) => {
    expect(announcesMajor(`# Changelog\n\n${next}\n### Changed\n\n${LAST}`)).toBe(expected);
  });

  it('is false before the first release', () => {
    expect(announcesMajor('## [1.0.0] - unreleased\n')).toBe(false);
  });
});
