import { Disagreement, type StoreIdentity } from './store-identity.entity.js';
import type { FoundMark } from './store-mark.js';
import type { StoreSurvey } from './survey-store.js';

/** Who this database is, as far as it matters here. */
export type Identity = Pick<StoreIdentity, 'installation' | 'generation'>;

/** Whether two files at two ends say the same; null where they do, or the pictures have to tell. */
export function compareMark(mark: FoundMark, identity: Identity): Disagreement | null {
  if (mark === 'none') return null;
  if (mark === 'unreadable' || mark.contested || mark.installation !== identity.installation) {
    return Disagreement.OTHER_DATABASE;
  }
  // A database writes its own number first, so only one that went back in time, or a copy, is behind its store.
  return mark.generation > identity.generation ? Disagreement.OLDER_DATABASE : null;
}

/**
 * Whether database and store belong together: null means that they do, and `undecided` that uploads are in progress which
 * must end first. docs/decisions/018-store-identity.md has the table.
 */
export function compareStore(
  mark: FoundMark,
  identity: Identity,
  survey: StoreSurvey,
): Disagreement | 'undecided' | null {
  const byMark = compareMark(mark, identity);
  if (byMark) return byMark;
  if (mark !== 'none') {
    // An id is written down before its picture is stored, so this one was given out by a later state of the database.
    return survey.neverIssued > 0 ? Disagreement.OLDER_DATABASE : null;
  }
  return comparePictures(survey);
}

/** For a store without a mark: a new one, one of a version that wrote none, or a copy that left it out. */
function comparePictures({ known, unknown, youngUnknown, thumbnails, ...newest }: StoreSurvey) {
  if (thumbnails === 0 && unknown === 0) return null;
  if (unknown > 0 && youngUnknown === unknown) return 'undecided';
  const mostAreThere = 2 * known > thumbnails && known > unknown;
  const isOlder = newest.newestUnknownFile > newest.newestThumbnail;
  return mostAreThere && !isOlder ? null : Disagreement.OTHER_PICTURES;
}
