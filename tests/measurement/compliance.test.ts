import { describe, expect, it } from '@jest/globals';
import { checkCompliance } from '../../src/measurement/compliance.js';
import { originalPicture } from '../support/draw-raster.js';

const failed = (changes: Parameters<typeof originalPicture>[0]) =>
  checkCompliance(originalPicture(changes))
    .checks.filter(({ passed }) => !passed)
    .map(({ rule }) => rule);

describe('compliance', () => {
  it('passes what YouTube recommends', () => {
    const { passed, checks } = checkCompliance(originalPicture());
    expect(passed).toBe(true);
    expect(
      checks.every((check) => check.passed && check.source.startsWith('https://support.google.com/')),
    ).toBe(true);
  });

  it.each([
    [{ width: 960, height: 720 }, ['aspectRatio', 'recommendedSize']],
    [{ width: 854, height: 480 }, ['recommendedSize']],
    [{ width: 639, height: 360 }, ['minimumWidth', 'recommendedSize']],
    [{ format: 'webp' as const }, ['format']],
    [{ format: 'gif' as const, frames: 3 }, ['still']],
    [{ bytes: 2 * 1024 ** 2 }, []],
    [{ bytes: 2 * 1024 ** 2 + 1 }, ['phoneFileSize']],
    [{ bytes: 51 * 1024 ** 2 }, ['phoneFileSize', 'desktopFileSize']],
  ])('%o fails %j', (changes, rules) => {
    expect(failed(changes)).toEqual(rules);
  });

  it('passes as a whole when only a recommendation is missed', () => {
    expect(checkCompliance(originalPicture({ width: 854, height: 480 })).passed).toBe(true);
    expect(checkCompliance(originalPicture({ width: 720, height: 720 })).passed).toBe(false);
  });
});
