import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { everyHour } from '../persistence/every-hour.js';
import type { Orm } from '../persistence/orm.js';
import { runStatement } from '../persistence/run-statement.js';
import { buildFigures, forgetFigures } from './build-figures.js';
import { ALL_COUNTED } from './owner-turn.js';

/**
 * Keeps the figures right, now and every hour, on one node at a time and beside the serving.
 * @returns a function that ends it, also in the middle of building: the next one continues.
 */
export function startKeepingFigures(orm: Orm, databaseUrl: string, log: Logger): () => Promise<void> {
  return everyHour('figures', databaseUrl, log, async (signal) => {
    const owners = await keepFigures(orm.em, signal);
    if (owners.length > 0) log.info({ owners: owners.length }, 'built the figures of histories');
  });
}

/**
 * Builds the figures of owners that have none, and builds those again that do not agree with the rows: an older version that
 * still runs changes rows without them.
 * @returns whose figures were built
 */
export async function keepFigures(em: SqlEntityManager, signal: AbortSignal): Promise<string[]> {
  const own = em.fork();
  const half = await ownersOf(
    own,
    sql`select owner_id as ownerId from history_figures where counted_to <> ${ALL_COUNTED}`,
  );
  for (const ownerId of half) await buildFigures(em, ownerId, signal);
  const wrong = await ownersOf(own, DISAGREEING);
  await rebuildFigures(em, wrong, signal);
  return [...half, ...wrong];
}

/** Builds the figures of those owners again, of all where `owners` says so. */
export async function rebuildFigures(
  em: SqlEntityManager,
  owners: readonly string[] | 'all',
  signal: AbortSignal,
): Promise<string[]> {
  const all = owners === 'all' ? await ownersOf(em.fork(), EVERY_OWNER) : owners;
  for (const ownerId of all) {
    await forgetFigures(em, ownerId);
    await buildFigures(em, ownerId, signal);
  }
  return [...all];
}

/**
 * Number and sum of the scores, of the rows and of the figures, in one statement: between two of them something could
 * change. Both sides read an index or a small table, independent of the size of the history.
 */
const DISAGREEING = sql`select ownerId from (
    select owner_id as ownerId, count(*) as times, sum(latest_score) as total from thumbnail group by owner_id
    union all
    select owner_id as ownerId, -sum(times) as times, -sum(total) as total from history_day_count group by owner_id
  ) as compared group by ownerId having sum(times) <> 0 or sum(total) <> 0`;

const EVERY_OWNER = sql`select owner_id as ownerId from thumbnail group by owner_id
  union select owner_id as ownerId from history_figures`;

/** Across owners: what is found is built for each owner apart, and shown to no client. */
async function ownersOf(em: SqlEntityManager, statement: typeof DISAGREEING): Promise<string[]> {
  return (await runStatement<{ ownerId: string }>(em, statement)).map(({ ownerId }) => ownerId);
}
