import type { SqlEntityManager } from '@mikro-orm/sql';
import { searchWordsOf } from '../input/search-text.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { SearchWord } from './search-word.entity.js';

/** A thumbnail, as far as it is searched. */
export interface SearchedThumbnail {
  readonly thumbnailId: string;
  readonly searchPhrase: string | null;
}

/** Brings the words of an owner's thumbnails from what they were to what they are. */
export async function followWords(
  { em, ownerId }: OwnerScope,
  before: readonly SearchedThumbnail[],
  after: readonly SearchedThumbnail[],
): Promise<void> {
  const [were, are] = [wordsOf(before), wordsOf(after)];
  for (const [thumbnailId, words] of were) {
    const gone = without(words, are.get(thumbnailId));
    if (gone.length > 0) {
      await em.nativeDelete(SearchWord, { ownerId, word: { $in: gone }, thumbnailId }, { filters: false });
    }
  }
  const rows = [...are].flatMap(([thumbnailId, words]) =>
    without(words, were.get(thumbnailId)).map((word) => ({ ownerId, word, thumbnailId })),
  );
  await enter(em, rows);
}

/** In the order of the index, so that two writers wait for each other and never in a circle. */
async function enter(em: SqlEntityManager, rows: readonly SearchWord[]): Promise<void> {
  if (rows.length === 0) return;
  const sorted = rows.toSorted((a, b) => (a.word < b.word ? -1 : 1));
  // Words of a row that an older version indexed as well may be there.
  await em.upsertMany(SearchWord, sorted, { onConflictAction: 'ignore', disableIdentityMap: true });
}

function without(words: ReadonlySet<string>, others: ReadonlySet<string> | undefined): string[] {
  return [...words].filter((word) => !others?.has(word));
}

function wordsOf(thumbnails: readonly SearchedThumbnail[]): Map<string, Set<string>> {
  return new Map(
    thumbnails.map(({ thumbnailId, searchPhrase }) => [
      thumbnailId,
      new Set(searchWordsOf(searchPhrase ?? '')),
    ]),
  );
}
