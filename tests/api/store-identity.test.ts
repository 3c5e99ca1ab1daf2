import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MARK_FILE, parseMark, writeMark } from '../../src/pictures/store-mark.js';
import { Api } from '../support/api.js';
import { executeSql } from '../support/execute-sql.js';
import { smallPicture } from '../support/pictures.js';
import { runProgram } from '../support/run-program.js';
import { until } from '../support/until.js';

const SKIP = { judge: 'SKIP' } as const;

let api: Api;
let other: Api | undefined;

beforeEach(async () => {
  api = await Api.start();
  await sweptBeyond(0);
});

afterEach(async () => {
  await other?.remove();
  other = undefined;
  await api.remove();
});

const markFile = () => join(api.picturesFolder, MARK_FILE);
const mark = async () => parseMark(await readFile(markFile()).catch(() => Buffer.alloc(0)));
/** A sweep that agrees begins a new generation. */
const sweptBeyond = (generation: number) => until(async () => ((await mark())?.generation ?? 0) > generation);
const ready = async (server: Api) => (await fetch(`${server.url}/health/ready`)).json();
const stored = async () =>
  (await readdir(api.picturesFolder, { recursive: true })).filter((name) => name.endsWith('.png')).sort();

async function ageEverything(): Promise<void> {
  const twoHoursAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
  for (const name of await stored()) await utimes(join(api.picturesFolder, name), twoHoursAgo, twoHoursAgo);
}

/** Restarts on pictures that are old enough to be swept, and waits for what is expected of `/health/ready`. */
async function restartUntil(sweep: string | undefined): Promise<void> {
  await api.stop();
  await ageEverything();
  const generation = (await mark())?.generation ?? 0;
  await api.start();
  if (sweep === undefined) await sweptBeyond(generation);
  await until(async () => ((await ready(api)) as { sweep?: string }).sweep === sweep);
}

describe('another database on the same store', () => {
  it('sweeps nothing, says so, and serves; the first one keeps its pictures and goes on sweeping', async () => {
    const { thumbnail } = await api.analyze(await smallPicture(1), SKIP);
    await api.stop();
    await ageEverything();
    const before = await stored();

    other = await Api.start({ PICTURES_URL: `file:${api.picturesFolder}` });
    const second = other;
    await until(async () => (await ready(second)).status === 'degraded');
    expect(await ready(other)).toEqual({ status: 'degraded', sweep: 'OTHER_DATABASE' });
    const told = other.log.map((line) => JSON.parse(line)).find(({ disagreement }) => disagreement);
    expect(told).toMatchObject({ level: 50, disagreement: 'OTHER_DATABASE' });
    expect(told.msg).toContain('npm run adopt:store');
    expect((await other.analyze(await smallPicture(2), SKIP)).status).toBe('MEASURED');
    await other.stop();
    expect(await stored()).toEqual(expect.arrayContaining(before));

    // What the second one stored meanwhile is an orphan that the first one never gave out.
    await rm(join(api.picturesFolder, 'local'), { recursive: true });
    await api.start();
    await api.analyze(await smallPicture(3), SKIP);
    await executeSql(api.databaseUrl, `delete from thumbnail where id <> '${thumbnail.id}'`);
    await restartUntil(undefined);
    await until(async () => (await stored()).length === 0);
  });

  it('does not take a store with pictures when it is new, with or without a mark', async () => {
    await api.analyze(await smallPicture(1), SKIP);
    await api.stop();
    await rm(markFile());
    await ageEverything();
    const before = await stored();
    other = await Api.start({ PICTURES_URL: `file:${api.picturesFolder}` });
    const second = other;
    await until(async () => (await ready(second)).sweep === 'OTHER_PICTURES');
    expect(await stored()).toEqual(before);
    expect(await mark()).toBeNull();
  });
});

describe('an older state of the database', () => {
  const snapshot = () => executeSql(api.databaseUrl, 'create table kept as select * from store_identity');
  const restore = async (lost: string) => {
    await executeSql(api.databaseUrl, `delete from thumbnail where id = '${lost}'`);
    await executeSql(api.databaseUrl, 'delete from store_identity');
    await executeSql(api.databaseUrl, 'insert into store_identity select * from kept');
  };

  it.each(['stopped', 'swept'])(
    'keeps what it does not know, when its server only %s since',
    async (since) => {
      await api.analyze(await smallPicture(1), SKIP);
      await snapshot();
      const { thumbnail } = await api.analyze(await smallPicture(2), SKIP);
      if (since === 'swept') await restartUntil(undefined);
      await api.stop();
      await restore(thumbnail.id);
      await restartUntil('OLDER_DATABASE');
      expect(await stored()).toHaveLength(2);
      await until(async () => (await mark())?.contested === true);
      // Nor does the next start, after uploads that make it look newer.
      await api.analyze(await smallPicture(3), SKIP);
      await restartUntil('OTHER_DATABASE');
      expect(await stored()).toHaveLength(3);
    },
  );
});

it('of two copies of one database, none sweeps what the other one stored', async () => {
  const installation = (await mark())!.installation;
  other = await Api.start({ PICTURES_URL: `file:${api.picturesFolder}` });
  await other.stop();
  await api.stop();
  // As it was when the copy was made; then the copy was the first to sweep.
  await writeFile(markFile(), writeMark({ installation, generation: 8, contested: false }));
  const identity = `update store_identity set disagreement = null, installation = '${installation}', generation =`;
  await executeSql(api.databaseUrl, `${identity} 7`);
  await executeSql(other.databaseUrl, `${identity} 8`);

  await api.start();
  await until(async () => (await ready(api)).sweep === 'OLDER_DATABASE');
  await api.analyze(await smallPicture(1), SKIP);
  await ageEverything();
  await other.start();
  const copy = other;
  await until(async () => (await ready(copy)).sweep === 'OTHER_DATABASE');
  expect(await stored()).toHaveLength(1);
});

describe('a database of version 1.0.0', () => {
  const forget = async () => {
    await api.stop();
    await executeSql(api.databaseUrl, 'drop table store_identity');
    await executeSql(api.databaseUrl, "delete from mikro_orm_migrations where name like '%010%'");
    await rm(markFile(), { force: true });
    await ageEverything();
  };

  it('takes the store that has its pictures, and sweeps it', async () => {
    await api.analyze(await smallPicture(1), SKIP);
    await api.analyze(await smallPicture(2), SKIP);
    const { thumbnail } = await api.analyze(await smallPicture(3), SKIP);
    await forget();
    await executeSql(api.databaseUrl, `delete from thumbnail where id = '${thumbnail.id}'`);
    await api.start();
    await until(async () => (await stored()).length === 2);
    expect(await ready(api)).toEqual({ status: 'ok' });
    expect(await mark()).toMatchObject({ generation: 1, contested: false });
  });

  it('does not take one that lacks them', async () => {
    const { thumbnail } = await api.analyze(await smallPicture(1), SKIP);
    await api.analyze(await smallPicture(2), SKIP);
    await forget();
    await rm(join(api.picturesFolder, 'local', thumbnail.id), { recursive: true });
    await api.start();
    await until(async () => (await ready(api)).sweep === 'OTHER_PICTURES');
  });
});

it('a store that is adopted on purpose is swept from then on', async () => {
  await api.analyze(await smallPicture(1), SKIP);
  await api.stop();
  await writeFile(markFile(), 'no mark');
  await restartUntil('OTHER_DATABASE');
  const output = await runProgram(
    process.execPath,
    ['--import', '@oxc-node/core/register', 'src/adopt-store.ts'],
    resolve('.'),
    { DATABASE_URL: api.databaseUrl, PICTURES_URL: `file:${api.picturesFolder}` },
  );
  expect(output).toContain('The database has 1 thumbnails; the pictures of 1 of them are in the store.');
  expect(await ready(api)).toEqual({ status: 'ok' });
  await restartUntil(undefined);
  expect(await stored()).toHaveLength(1);
});
