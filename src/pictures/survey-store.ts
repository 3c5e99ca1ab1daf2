import type { SqlEntityManager } from '@mikro-orm/sql';
import { timeOfId } from '../persistence/row-id.js';
import { Thumbnail } from '../records/thumbnail.entity.js';
import { CANONICAL_FILE, isPart } from './picture-key.js';
import type { StoredFolder } from './picture-store.js';
import type { Pictures } from './pictures.js';

/** Younger files may belong to an upload whose rows are about to be written. */
const MINIMUM_AGE_MS = 60 * 60 * 1000;
/** Folders whose rows one query looks up. */
const BATCH = 500;
/** Removed by one sweep; the next one continues. */
const MOST_AT_ONCE = 10_000;
const NEVER = new Date(0);

/** A span of time in which this database gave out no id, as far as it knows. */
export interface IdleSpan {
  readonly after: Date;
  readonly before: Date;
}

/** What lies in a store, compared with the rows of a database. */
export interface StoreSurvey {
  /** Rows of the database, and when the newest was made. */
  thumbnails: number;
  newestThumbnail: Date;
  /** Pictures of the store that have a row. */
  known: number;
  /** Folders of the store that have none, and of them those that may belong to an upload in progress. */
  unknown: number;
  youngUnknown: number;
  /** Of the folders without a row: those whose id is of the idle span, and when the newest file was written. */
  neverIssued: number;
  newestUnknownFile: Date;
  /** Folders without a row that are old enough to be removed. */
  readonly orphans: string[];
  /** Files of living thumbnails that were not written to their end, and are old enough. */
  readonly parts: string[];
}

/**
 * Looks through the whole store.
 * @param idle when no id was given out; null where that is not asked
 * @param until ends it by an error
 */
export async function surveyStore(
  em: SqlEntityManager,
  pictures: Pictures,
  now: Date,
  idle: IdleSpan | null,
  until?: AbortSignal,
): Promise<StoreSurvey> {
  const survey: StoreSurvey = {
    thumbnails: 0,
    newestThumbnail: NEVER,
    known: 0,
    unknown: 0,
    youngUnknown: 0,
    neverIssued: 0,
    newestUnknownFile: NEVER,
    orphans: [],
    parts: [],
  };
  const before = new Date(now.getTime() - MINIMUM_AGE_MS);
  let batch: StoredFolder[] = [];
  const flush = async () => {
    const ids = await knownIds(em, batch.map(idOf));
    for (const folder of batch) {
      if (ids.has(idOf(folder))) addKnown(survey, folder, before);
      else addUnknown(survey, folder, before, idle);
    }
    batch = [];
  };
  for await (const folder of pictures.folders(until)) {
    batch.push(folder);
    if (batch.length === BATCH) await flush();
  }
  await flush();
  // Looks across owners, as below: it counts, and shows nothing to a client.
  survey.thumbnails = await em.fork().count(Thumbnail, {}, { filters: false });
  const [newest] = await em
    .fork()
    .find(Thumbnail, {}, { filters: false, fields: ['createdAt'], orderBy: { id: 'desc' }, limit: 1 });
  if (newest) survey.newestThumbnail = newest.createdAt;
  return survey;
}

async function knownIds(em: SqlEntityManager, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await em.fork().find(Thumbnail, { id: { $in: [...ids] } }, { fields: ['id'], filters: false });
  return new Set(rows.map(({ id }) => id));
}

function addKnown(survey: StoreSurvey, { path, files }: StoredFolder, before: Date): void {
  if (files.some(({ name }) => name === CANONICAL_FILE)) survey.known += 1;
  for (const { name, modified } of files) {
    if (isPart(name) && modified < before) survey.parts.push(`${path}/${name}`);
  }
}

function addUnknown(survey: StoreSurvey, folder: StoredFolder, before: Date, idle: IdleSpan | null): void {
  const { path, modified } = folder;
  survey.unknown += 1;
  const issued = timeOfId(idOf(folder));
  if (idle && issued > idle.after && issued < idle.before) survey.neverIssued += 1;
  if (modified > survey.newestUnknownFile) survey.newestUnknownFile = modified;
  if (modified >= before) survey.youngUnknown += 1;
  else if (survey.orphans.length < MOST_AT_ONCE) survey.orphans.push(path);
}

function idOf({ path }: StoredFolder): string {
  return path.slice(path.indexOf('/') + 1);
}
