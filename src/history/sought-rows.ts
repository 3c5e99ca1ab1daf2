import { sql } from 'kysely';
import type { Sought, SoughtWord } from '../input/search-text.js';
import { ownedSelect, runSelect } from '../persistence/owned-select.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import type { Sql } from '../persistence/run-statement.js';

/**
 * Rows with a word, or of a time: up to so many are looked at one by one. With more, the page is found sooner in the order of
 * the history, where at least one row in some hundred is among them.
 */
export const FEW = 5000;
/** Words that are counted: one of the longest is seldom a common one. */
const COUNTED_WORDS = 6;
/** After every word that begins with what stands before it. */
const LAST_CODE_POINT = '\u{10ffff}';

/** Where the rows are that a text finds. */
export type SoughtRows =
  /** Few have one of its words: they have one of these ids. */
  { readonly are: 'few'; readonly ids: Sql } | { readonly are: 'many' };

/** Asks the index of words where to look for a text. */
export async function locate(scope: OwnerScope, { words }: Sought): Promise<SoughtRows> {
  const counted = words.toSorted((a, b) => b.word.length - a.word.length).slice(0, COUNTED_WORDS);
  if (counted.length === 0) return { are: 'many' };
  const counts = counted.map((word, index) => {
    const rows = rowsWith(scope, word, sql`limit ${sql.lit(FEW + 1)}`);
    return sql`select ${sql.lit(index)} as position, count(*) as times from (${rows}) as w${sql.lit(index)}`;
  });
  const rows = await runSelect<{ position: number; times: number }>(
    scope,
    sql.join(counts, sql` union all `),
  );
  const rarest = rows.toSorted((a, b) => a.times - b.times)[0];
  const word = rarest && rarest.times <= FEW ? counted[rarest.position] : undefined;
  return word ? { are: 'few', ids: rowsWith(scope, word, sql``) } : { are: 'many' };
}

function rowsWith(scope: OwnerScope, { word, isWhole }: SoughtWord, tail: Sql): Sql {
  const where = isWhole
    ? [sql`r.word = ${word}`]
    : [sql`r.word >= ${word}`, sql`r.word < ${word + LAST_CODE_POINT}`];
  return ownedSelect(scope, 'search_word', { columns: sql`r.thumbnail_id`, where, tail });
}
