import { sql } from 'kysely';
import { isSqlite } from '../persistence/engine.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { runStatement } from '../persistence/run-statement.js';
import type { CountedEntry } from './counted-entry.js';

/** A table of counts: what its rows are told apart by, and what is added up in them. */
interface CountTable {
  readonly name: string;
  readonly keys: readonly string[];
  readonly sums: readonly string[];
}

type CountRow = Readonly<Record<string, string | number>>;

const SCORES: CountTable = {
  name: 'history_score_count',
  keys: ['owner_id', 'rubric_version', 'status', 'score'],
  sums: ['times'],
};
const CRITERIA: CountTable = {
  name: 'history_criterion_count',
  keys: ['owner_id', 'rubric_version', 'status', 'position', 'criterion', 'score'],
  sums: ['times'],
};
const DAYS: CountTable = {
  name: 'history_day_count',
  keys: ['owner_id', 'rubric_version', 'status', 'day'],
  sums: ['times', 'total'],
};

/** Every table of counts. */
export const COUNT_TABLES: readonly CountTable[] = [SCORES, CRITERIA, DAYS];

/** Takes some entries out of the counts and puts others in. Called by who has the turn of that owner. */
export async function addToCounts(
  scope: OwnerScope,
  gone: readonly CountedEntry[],
  come: readonly CountedEntry[],
): Promise<void> {
  for (const [table, rowsOf] of [
    [SCORES, scoreRows],
    [CRITERIA, criterionRows],
    [DAYS, dayRows],
  ] as const) {
    const rows = [
      ...gone.flatMap((entry) => rowsOf(scope, entry, -1)),
      ...come.flatMap((entry) => rowsOf(scope, entry, 1)),
    ];
    await addRows(scope, table, summed(table, rows));
  }
}

const groupOf = ({ ownerId }: OwnerScope, { rubricVersion, status }: CountedEntry) => ({
  owner_id: ownerId,
  rubric_version: rubricVersion,
  status,
});

function scoreRows(scope: OwnerScope, entry: CountedEntry, times: number): CountRow[] {
  return [{ ...groupOf(scope, entry), score: entry.score, times }];
}

function criterionRows(scope: OwnerScope, entry: CountedEntry, times: number): CountRow[] {
  return entry.criteria.map(({ position, criterion, score }) => {
    return { ...groupOf(scope, entry), position, criterion, score, times };
  });
}

function dayRows(scope: OwnerScope, entry: CountedEntry, times: number): CountRow[] {
  return [{ ...groupOf(scope, entry), day: entry.day, times, total: times * entry.score }];
}

/** One row for each key, those that change nothing left out, in the order of the keys. */
function summed({ keys, sums }: CountTable, rows: readonly CountRow[]): CountRow[] {
  const byKey = Map.groupBy(rows, (row) => JSON.stringify(keys.map((key) => row[key])));
  return [...byKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, equal]) => ({
      ...equal[0],
      ...Object.fromEntries(sums.map((sum) => [sum, equal.reduce((all, row) => all + Number(row[sum]), 0)])),
    }))
    .filter((row: CountRow) => sums.some((sum) => row[sum] !== 0));
}

async function addRows(
  scope: OwnerScope,
  { name, keys, sums }: CountTable,
  rows: readonly CountRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = [...keys, ...sums];
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
  const ref = (column: string) => sql.ref(column);
  const onSqlite = isSqlite(scope.em);
  const added = sums.map((sum) => {
    return sql`${ref(sum)} = ${ref(`${name}.${sum}`)} + ${onSqlite ? ref(`excluded.${sum}`) : sql`values(${ref(sum)})`}`;
  });
  const otherwise = onSqlite
    ? sql`on conflict (${sql.join(keys.map(ref))}) do update set`
    : sql`on duplicate key update`;
  await runStatement(
    scope.em,
    sql`insert into ${sql.table(name)} (${sql.join(columns.map(ref))}) values ${sql.join(values)}
      ${otherwise} ${sql.join(added)}`,
  );
}
