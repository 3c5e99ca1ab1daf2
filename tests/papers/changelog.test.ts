import { describe, expect, it } from '@jest/globals';
import {
  announcesMajor,
  changelogProblems,
  releasedChangelog,
  versionProblem,
} from '../../scripts/changelog.js';

const LAST = '## [1.4.0] - 2026-11-24\n\n### Added\n\n- One thing.\n';
const changelog = (next: string) => `# Changelog\n\n${next}\n${LAST}`;

describe('announcesMajor', () => {
  it.each([
    ['## [Unreleased]\n\n### Added\n\n- More.\n\n### Breaking\n\n- Less.\n', true],
    ['## [Unreleased]\n\n### Breaking\n', false],
    ['## [Unreleased]\n\n### Changed\n\n- It is breaking.\n', false],
    ['## [2.0.0] - 2026-12-01\n\n### Breaking\n\n- Less.\n', false],
    ['', false],
  ])('reads %j as %s', (next, expected) => {
    expect(announcesMajor(changelog(next))).toBe(expected);
  });
});

describe('versionProblem', () => {
  it.each([
    ['1.4.1', false],
    ['1.5.0', false],
    ['2.0.0', false],
    ['2.0.0', true],
  ])('%s may follow 1.4.0, breaking clients: %s', (version, isBreaking) => {
    expect(versionProblem(version, '1.4.0', isBreaking)).toBeNull();
  });

  it.each([
    ['1.4.0', false],
    ['1.3.9', false],
    ['1.6.0', false],
    ['2.0.1', false],
    ['2.0', false],
    ['1.5.0', true],
    ['1.4.1', true],
  ])('%s may not, breaking clients: %s', (version, isBreaking) => {
    expect(versionProblem(version, '1.4.0', isBreaking)).toContain(version);
  });
});

describe('changelogProblems', () => {
  it('are none where "Unreleased" stands above the version of the package', () => {
    expect(changelogProblems(changelog('## [Unreleased]\n'), '1.4.0')).toEqual([]);
  });

  it.each([
    ['', '1.4.0', 'topmost'],
    ['## [2.0.0] - unreleased\n', '1.4.0', 'topmost'],
    ['## [Unreleased]\n', '1.5.0', "the package's version, 1.5.0"],
    ['## [Unreleased]\n\n## [1.5.0]\n', '1.5.0', 'a date'],
    ['## [Unreleased]\n\n## [1.5.0] - 2026-12-01\n\n### Breaking\n\n- Less.\n', '1.5.0', 'has to be 2.0.0'],
  ])('are told of %j with version %s', (next, version, words) => {
    expect(changelogProblems(changelog(next), version).join(' ')).toContain(words);
  });
});

describe('releasedChangelog', () => {
  it('gives what is unreleased a version and a date, and leaves room above it', () => {
    const released = releasedChangelog(changelog('## [Unreleased]\n\n- More.\n'), '1.5.0', '2026-12-01');
    expect(released).toBe(changelog('## [Unreleased]\n\n## [1.5.0] - 2026-12-01\n\n- More.\n'));
  });

  it('refuses where there is nothing to release', () => {
    expect(() => releasedChangelog(changelog('## [Unreleased]\n'), '1.5.0', '2026-12-01')).toThrow('Nothing');
  });
});
