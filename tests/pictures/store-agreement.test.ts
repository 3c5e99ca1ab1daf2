import { describe, expect, it } from '@jest/globals';
import { compareStore } from '../../src/pictures/store-agreement.js';
import type { FoundMark } from '../../src/pictures/store-mark.js';
import type { StoreSurvey } from '../../src/pictures/survey-store.js';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute));
const identity = { installation: 'one', generation: 5 };
const NOTHING: StoreSurvey = {
  thumbnails: 0,
  newestThumbnail: new Date(0),
  known: 0,
  unknown: 0,
  youngUnknown: 0,
  neverIssued: 0,
  newestUnknownFile: new Date(0),
  orphans: [],
  parts: [],
};
const mark = (changes: object = {}): FoundMark => ({
  installation: 'one',
  generation: 5,
  contested: false,
  ...changes,
});

describe('a store with a mark', () => {
  it.each<[string, FoundMark, Partial<StoreSurvey>, string | null]>([
    ['of this database agrees', mark(), {}, null],
    ['of this database agrees when the store is older', mark({ generation: 3 }), {}, null],
    ['of this database agrees with orphans that it gave out', mark(), { unknown: 3 }, null],
    ['of another database does not', mark({ installation: 'two' }), {}, 'OTHER_DATABASE'],
    ['that two claim does not', mark({ contested: true }), {}, 'OTHER_DATABASE'],
    ['that cannot be read does not', 'unreadable', {}, 'OTHER_DATABASE'],
    ['of a later generation does not', mark({ generation: 6 }), {}, 'OLDER_DATABASE'],
    [
      'does not with an id that was never given out',
      mark(),
      { unknown: 1, neverIssued: 1 },
      'OLDER_DATABASE',
    ],
  ])('%s', (_what, found, survey, expected) => {
    expect(compareStore(found, identity, { ...NOTHING, ...survey })).toBe(expected);
  });
});

describe('a store without a mark', () => {
  const known = { thumbnails: 10, newestThumbnail: at(20), known: 10 };
  it.each<[string, Partial<StoreSurvey>, string | null]>([
    ['is taken when both are empty', {}, null],
    ['is taken when all its pictures are those of the database', known, null],
    ['is taken with a few old orphans', { ...known, unknown: 2, newestUnknownFile: at(10) }, null],
    ['is not when it has a picture and the database has none', { unknown: 1 }, 'OTHER_PICTURES'],
    ['is not when it lacks the pictures', { ...known, known: 4 }, 'OTHER_PICTURES'],
    ['is not when it is empty and the database is not', { ...known, known: 0 }, 'OTHER_PICTURES'],
    ['is not when most of it is unknown', { ...known, unknown: 11 }, 'OTHER_PICTURES'],
    [
      'is not when it has newer pictures',
      { ...known, unknown: 1, newestUnknownFile: at(21) },
      'OTHER_PICTURES',
    ],
    [
      'waits for uploads under way',
      { ...known, unknown: 1, youngUnknown: 1, newestUnknownFile: at(21) },
      'undecided',
    ],
  ])('%s', (_what, survey, expected) => {
    expect(compareStore('none', { ...identity, generation: 0 }, { ...NOTHING, ...survey })).toBe(expected);
  });
});
