import 'reflect-metadata';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { pino } from 'pino';
import { loadConfig } from './config/config.js';
import { entities } from './entities.js';
import { withDatabaseLock } from './persistence/database-lock.js';
import { startOrm } from './persistence/start-orm.js';
import { openPictureStore } from './pictures/open-picture-store.js';
import { Pictures } from './pictures/pictures.js';
import { takeStore } from './pictures/store-identity.js';
import { surveyStore } from './pictures/survey-store.js';

/** Timeout for waiting for a sweep that is in progress. */
const WAIT_SECONDS = 60;

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Makes the store of PICTURES_URL that of the database of DATABASE_URL, also where it belongs to another one. */
async function adoptStore(): Promise<void> {
  const config = loadConfig();
  const orm = await startOrm(config.database, entities, pino({ level: 'silent' }));
  const store = openPictureStore(config.pictures);
  try {
    const adopted = await withDatabaseLock(config.database.url, 'sweep', WAIT_SECONDS, () =>
      adopt(orm.em, new Pictures(store)),
    );
    if (!adopted)
      throw new Error('A server is removing unused pictures from the store at the moment; try again later.');
  } finally {
    store.close();
    await orm.close();
  }
}

async function adopt(em: SqlEntityManager, pictures: Pictures): Promise<void> {
  const found = await pictures.mark();
  const { known, unknown, thumbnails } = await surveyStore(em, pictures, new Date(), null);
  say(`The database has ${thumbnails} thumbnails; the pictures of ${known} of them are in the store.`);
  say(`The store also has ${unknown} folders that no thumbnail of this database knows.`);
  const { installation } = await takeStore(em, pictures, found, new Date());
  say(`The store now belongs to this database, installation ${installation}.`);
  if (unknown > 0)
    say('The next hourly sweep removes pictures that no thumbnail uses and that are older than an hour.');
}

try {
  await adoptStore();
} catch (error) {
  process.stderr.write(
    `The store was not adopted. ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
}
