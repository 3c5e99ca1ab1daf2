import type { Orm } from '../orm.js';

/**
 * What SQLite's planner is to believe of each index, in the form of its sqlite_stat1: the rows of the table, then the rows
 * that have equal values in the first column, in the first two, and so on. They are those of large histories. Statistics that
 * were taken while a table was small make it read the whole of it later.
 */
const STATISTICS: readonly (readonly [table: string, index: string, rows: string])[] = [
  ['thumbnail', 'sqlite_autoindex_thumbnail_1', '1000000 1'],
  ['thumbnail', 'thumbnail_by_date', '1000000 10000 1 1'],
  ['thumbnail', 'thumbnail_by_score', '1000000 10000 100 1'],
  ['thumbnail', 'thumbnail_newest', '1000000 10000 1 1 1 1 1'],
  ['thumbnail', 'thumbnail_highest', '1000000 10000 100 1 1 1 1'],
  ['thumbnail', 'thumbnail_status_newest', '1000000 10000 3000 1 1'],
  ['thumbnail', 'thumbnail_status_highest', '1000000 10000 3000 40 1'],
  ['thumbnail', 'thumbnail_format_newest', '1000000 10000 3000 1 1'],
  ['thumbnail', 'thumbnail_format_highest', '1000000 10000 3000 40 1'],
  ['thumbnail', 'thumbnail_score_newest', '1000000 10000 100 1 1'],
  ['thumbnail', 'thumbnail_by_pixels', '1000000 10000 1'],
  ['thumbnail', 'thumbnail_by_search_version', '1000000 500000 1'],
  ['analysis', 'sqlite_autoindex_analysis_1', '1500000 1'],
  ['analysis', 'analysis_by_thumbnail', '1500000 15000 2 1'],
  ['analysis', 'analysis_of_thumbnail', '1500000 2'],
  ['analysis', 'analysis_by_judgement', '1500000 2 2'],
  ['criterion_score', 'sqlite_autoindex_criterion_score_1', '13500000 9 1'],
  ['finding', 'sqlite_autoindex_finding_1', '6000000 4 1'],
  ['judgement', 'sqlite_autoindex_judgement_1', '750000 1'],
  ['judgement', 'sqlite_autoindex_judgement_2', '750000 7500 1 1 1 1 1 1'],
  ['search_word', 'search_word', '10000000 100000 50 1'],
];

/** Writes them in place of any others, so that plans are the same at every size. Connections read them when they open. */
export async function fixStatistics(orm: Orm): Promise<void> {
  await orm.em.getConnection().transactional(async (transaction) => {
    const run = (sql: string) => orm.em.getConnection().execute(sql, [], 'run', transaction);
    // The table cannot be created but by looking at one, and this one is small.
    await run('analyze mikro_orm_migrations');
    await run('delete from sqlite_stat1');
    const rows = STATISTICS.map((row) => `('${row.join("', '")}')`);
    await run(`insert into sqlite_stat1 (tbl, idx, stat) values ${rows.join(', ')}`);
  });
}
