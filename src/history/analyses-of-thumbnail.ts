import DataLoader from 'dataloader';
import { sql } from 'kysely';
import { z } from 'zod';
import { runSelect } from '../persistence/owned-select.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import type { StoredRow } from '../persistence/stored-row.js';
import { Analysis } from '../records/analysis.entity.js';
import { findPage, type Page, type PagedList, pageReading } from './find-page.js';
import type { PageRequest } from './page-arguments.js';

/** SQLite joins at most 500 selects in one statement. */
const MOST_TOGETHER = 100;

const position = z.tuple([z.uuid()]);

/** Which thumbnail's analyses, and which of their properties. */
interface Wanted {
  readonly thumbnailId: string;
  readonly properties: readonly string[];
}

/**
 * A page of the analyses of one thumbnail, newest first. Those of all thumbnails of a page are one statement; a cursor
 * belongs to only one thumbnail.
 * @throws AppError BAD_USER_INPUT for a cursor that does not belong here.
 */
export function analysesOfThumbnail(
  scope: OwnerScope,
  thumbnailId: string,
  request: PageRequest,
  properties: readonly string[],
): Promise<Page<StoredRow<Analysis>>> {
  if (request.after !== null || request.before !== null) {
    return findPage(scope, listOf(thumbnailId), request, properties);
  }
  const loader = scope.memory.once(`analyses ${JSON.stringify(request.size)}`, () => {
    return new DataLoader((wanted: readonly Wanted[]) => firstPages(scope, wanted, request), {
      cacheKeyFn: (wanted) => `${wanted.thumbnailId} ${wanted.properties.join()}`,
      maxBatchSize: MOST_TOGETHER,
    });
  });
  return loader.load({ thumbnailId, properties });
}

function listOf(thumbnailId: string): PagedList<Analysis> {
  const where = [sql`r.thumbnail_id = ${thumbnailId}`];
  return { entity: Analysis, name: thumbnailId, where, by: null, descending: true, position };
}

async function firstPages(
  scope: OwnerScope,
  wanted: readonly Wanted[],
  request: PageRequest,
): Promise<Page<StoredRow<Analysis>>[]> {
  const properties = ['thumbnail', ...new Set(wanted.flatMap((one) => one.properties))];
  const ids = [...new Set(wanted.map(({ thumbnailId }) => thumbnailId))];
  const readings = new Map(ids.map((id) => [id, pageReading(scope, listOf(id), request, properties)]));
  // Each select has an order and a limit of its own, which a union takes from derived tables only.
  const selects = [...readings.values()].map(({ statement }) => sql`select * from (${statement}) as p`);
  const rows = await runSelect<Record<string, unknown>>(scope, sql.join(selects, sql` union all `));
  const found = Map.groupBy(rows, (row) => row.thumbnail_id);
  return wanted.map(({ thumbnailId }) => {
    const page = readings.get(thumbnailId)?.toPage(found.get(thumbnailId) ?? []);
    if (!page) throw new TypeError('Every thumbnail has its reading.');
    return page;
  });
}
