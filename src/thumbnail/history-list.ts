import { sql } from 'kysely';
import { isSqlite } from '../persistence/engine.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { filterConditions } from './filter-conditions.js';
import type { PagedList } from './find-page.js';
import type { HistoryFilter } from './history-filter.input.js';
import { historyPlan } from './history-plan.js';
import { locate } from './sought-rows.js';
import { Thumbnail } from './thumbnail.entity.js';
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
  const { isScan, ...plan } = historyPlan(filter, sorting.by);
  return scanned(scope, { ...list, ...plan, isScan: isScan || found !== undefined });
}

/** SQLite cannot be interrupted: the statement itself looks at the clock. */
function scanned({ em }: OwnerScope, list: HistoryList): HistoryList {
  return list.isScan && isSqlite(em) ? { ...list, where: [sql`within_time()`, ...list.where] } : list;
}
