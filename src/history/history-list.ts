import { sql } from 'kysely';
import { isSqlite } from '../persistence/engine.js';
import { ownedSelect, runSelect } from '../persistence/owned-select.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { Thumbnail } from '../records/thumbnail.entity.js';
import { filterConditions } from './filter-conditions.js';
import type { PagedList } from './find-page.js';
import type { HistoryFilter } from './history-filter.input.js';
import { historyPlan } from './history-plan.js';
import { FEW, locate } from './sought-rows.js';
import { HISTORY_ORDERS, type ThumbnailHistoryOrder } from './thumbnail-history-order.js';

/** A part of the history in one of its orders, and whether reading it may take as long as the history is. */
export type HistoryList = PagedList<Thumbnail> & { readonly isScan: boolean };

/** The thumbnails that a filter lets through, and how they are read. */
export async function historyList(
  scope: OwnerScope,
  filter: HistoryFilter,
  order: ThumbnailHistoryOrder,
): Promise<HistoryList> {
  const sorting = HISTORY_ORDERS[order];
  const list = { ...sorting, entity: Thumbnail, name: order, where: filterConditions(filter) };
  const found = filter.text && (await locate(scope, filter.text));
  if (found?.are === 'few') {
    return { ...list, where: [sql`r.id in (${found.ids})`, ...list.where], byKey: true, isScan: false };
  }
  if (!found && sorting.by === 'latestScore' && (await areFewInTime(scope, filter))) {
    return { ...list, index: 'thumbnail_newest', isScan: false };
  }
  const { isScan, ...plan } = historyPlan(filter, sorting.by);
  return scanned(scope, {
    ...list,
    ...plan,
    isCovered: isScan && !found,
    isScan: isScan || found !== undefined,
  });
}

/** Whether a time that was asked for has so few uploads that they can be sorted. */
async function areFewInTime(scope: OwnerScope, { from, to }: HistoryFilter): Promise<boolean> {
  const where = filterConditions({ ...(from && { from }), ...(to && { to }) });
  if (where.length === 0) return false;
  const tail = sql`limit ${sql.lit(FEW + 1)}`;
  const rows = ownedSelect(scope, Thumbnail, { columns: sql`r.id`, where, tail, index: 'thumbnail_newest' });
  const [counted] = await runSelect<{ times: number }>(
    scope,
    sql`select count(*) as times from (${rows}) as w`,
  );
  return counted !== undefined && counted.times <= FEW;
}

/** SQLite cannot be interrupted: the statement itself looks at the clock. */
function scanned({ em }: OwnerScope, list: HistoryList): HistoryList {
  return list.isScan && isSqlite(em) ? { ...list, where: [sql`within_time()`, ...list.where] } : list;
}
