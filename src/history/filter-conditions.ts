import { sql } from 'kysely';
import type { Sql } from '../persistence/run-statement.js';
import type { HistoryFilter } from './history-filter.input.js';

/** The filter as conditions on a row of thumbnails; none where everything passes. */
export function filterConditions(filter: HistoryFilter): Sql[] {
  const { minScore, maxScore, status, from, to, format, text } = filter;
  const conditions: Sql[] = [];
  if (minScore !== undefined) conditions.push(sql`r.latest_score >= ${minScore}`);
  if (maxScore !== undefined) conditions.push(sql`r.latest_score <= ${maxScore}`);
  if (status) conditions.push(sql`r.latest_status = ${status}`);
  if (from) conditions.push(sql`r.created_at >= ${from}`);
  if (to) conditions.push(sql`r.created_at < ${to}`);
  if (format) conditions.push(sql`r.format = ${format}`);
  // Not LIKE: its wildcards would have to be escaped, and each engine escapes in its own way.
  if (text) conditions.push(sql`instr(r.search_phrase, ${text.phrase}) > 0`);
  return conditions;
}
