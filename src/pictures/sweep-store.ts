import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Logger } from 'pino';
import type { Pictures } from './pictures.js';
import { compareMark, compareStore } from './store-agreement.js';
import { Disagreement } from './store-identity.entity.js';
import { noteDisagreement, readIdentity, takeStore } from './store-identity.js';
import type { FoundMark, StoreMark } from './store-mark.js';
import { type IdleSpan, type StoreSurvey, surveyStore } from './survey-store.js';

/** What is logged for each, after which comes what to do. */
const REASONS: Readonly<Record<Disagreement, string>> = {
  OTHER_DATABASE: 'the store of pictures belongs to another database',
  OLDER_DATABASE:
    'the store of pictures knows more than this database: it was restored from a backup, or is a copy',
  OTHER_PICTURES: 'the pictures in the store are not those of this database',
};
const ADVICE =
  'nothing is swept. Correct DATABASE_URL or PICTURES_URL, or run `npm run adopt:store` if this database is the right one';

/** How a sweep ended. */
export interface Swept {
  /** Folders that were removed. */
  readonly removed: number;
  /** False where database and store do not agree, or where uploads have to end before that can be told. */
  readonly done: boolean;
}

/**
 * Removes what no row knows and what was not written to its end, provided that the store is this database's. One node
 * at a time may do it.
 * @param idle when this database gave out no id; null where that is not asked
 * @param until ends it between two operations, by an error
 */
export async function sweepStore(
  em: SqlEntityManager,
  pictures: Pictures,
  now: Date,
  idle: IdleSpan | null,
  log: Logger,
  until?: AbortSignal,
): Promise<Swept> {
  const found = await pictures.mark();
  const identity = await readIdentity(em);
  const early = compareMark(found, identity);
  if (early) return refuse(em, pictures, found, early, log);
  const survey = await surveyStore(em, pictures, now, idle, until);
  const verdict = compareStore(found, identity, survey);
  if (verdict === 'undecided') return { removed: 0, done: false };
  if (verdict) return refuse(em, pictures, found, verdict, log);
  const mark = await takeStore(em, pictures, found, now);
  await remove(pictures, survey, mark, until);
  return { removed: survey.orphans.length, done: true };
}

async function refuse(
  em: SqlEntityManager,
  pictures: Pictures,
  found: FoundMark,
  disagreement: Disagreement,
  log: Logger,
): Promise<Swept> {
  log.error({ disagreement }, `${REASONS[disagreement]}: ${ADVICE}`);
  await noteDisagreement(em, disagreement);
  // The other one may be a copy that began to sweep what this one stores: it is informed as well.
  const isClaimedTwice = disagreement === Disagreement.OLDER_DATABASE && typeof found !== 'string';
  if (isClaimedTwice) await pictures.putMark({ ...found, contested: true });
  return { removed: 0, done: false };
}

async function remove(
  pictures: Pictures,
  { orphans, parts }: StoreSurvey,
  mark: StoreMark,
  until: AbortSignal | undefined,
): Promise<void> {
  const stillOurs = async () => {
    until?.throwIfAborted();
    const found = await pictures.mark();
    const isSame =
      typeof found !== 'string' &&
      !found.contested &&
      found.installation === mark.installation &&
      found.generation === mark.generation;
    if (!isSame) throw new Error('Another database took over the picture store during the sweep.');
  };
  for (const path of orphans) {
    await stillOurs();
    await pictures.deleteFolder(path);
  }
  for (const key of parts) {
    await stillOurs();
    await pictures.deleteFile(key);
  }
}
