import { deepStrictEqual } from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { print } from 'graphql';
import { z } from 'zod';
import { createMysqlDatabase, dropMysqlDatabase } from '../../tests/support/create-mysql-database.js';
import { startFakeGroq } from '../../tests/support/fake-groq.js';
import { findMysqlServer } from '../../tests/support/find-mysql-server.js';
import { ThumbnailHistoryDocument } from '../../tests/support/operations.generated.js';
import { startMariaDb } from '../../tests/support/start-maria-db.js';
import { median } from '../median.js';
import { fill } from './fill.js';
import { PUBLIC_URL } from './hand-written-resolvers.js';
import { Load } from './load.js';

/**
 * The first page of the history, with everything that the published operation asks for, from our server and from
 * hand-written resolvers on the same Apollo Server and Fastify, in the same run and with the same JSON.
 */
const CONNECTIONS = 8;
const ROUNDS = 5;
const ROUND_MS = 3000;
const LEAST_SHARE = 0.5;
const BODY = JSON.stringify({ query: print(ThumbnailHistoryDocument), variables: { first: 20 } });
/** As `npm start` runs the server. */
const MEMORY = ['--max-old-space-size=192', '--max-semi-space-size=2'];

const folder = await mkdtemp(join(tmpdir(), 'thumbnail-graphql-'));
const groq = await startFakeGroq();

interface Contestant {
  readonly process: ChildProcess;
  readonly load: Load;
}

async function start(
  which: 'ours' | 'hand-written',
  databaseUrl: string,
): Promise<Contestant & { url: string }> {
  const child = fork('bench/graphql/serve.ts', [which], {
    execArgv: [...MEMORY, ...process.execArgv],
    env: {
      PATH: process.env.PATH ?? '',
      NODE_ENV: 'production',
      AUTH_NONE_ACCEPTED: 'true',
      PORT: '0',
      PUBLIC_URL,
      DATABASE_URL: databaseUrl,
      PICTURES_URL: `file:${folder}`,
      GROQ_API_KEY: groq.apiKey,
      GROQ_BASE_URL: groq.url,
      REQUESTS_PER_MINUTE: '1000000',
      ANALYSES_PER_MINUTE: '1000000',
    },
    // Its log is written, and read by nobody.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  const url = z.string().parse(message);
  return { process: child, url, load: new Load(url, BODY, CONNECTIONS) };
}

async function end({ process: child, load }: Contestant): Promise<void> {
  load.close();
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function compare(engine: string, databaseUrl: string): Promise<boolean> {
  const ours = await start('ours', databaseUrl);
  await fill(ours.url);
  const theirs = await start('hand-written', databaseUrl);
  try {
    const [answer, expected] = [await ours.load.ask(), await theirs.load.ask()];
    deepStrictEqual(JSON.parse(answer), JSON.parse(expected));
    await Promise.all([ours.load.rate(ROUND_MS), theirs.load.rate(ROUND_MS)]);
    const rounds: { readonly ours: number; readonly theirs: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push({ theirs: await theirs.load.rate(ROUND_MS), ours: await ours.load.rate(ROUND_MS) });
    }
    const share = median(rounds.map((round) => round.ours / round.theirs));
    const rate = (which: 'ours' | 'theirs') => median(rounds.map((round) => round[which])).toFixed(0);
    console.log(
      `${engine}: ${rate('ours')} requests a second, hand-written resolvers ${rate('theirs')}; ` +
        `ratio ${share.toFixed(2)}, at least ${LEAST_SHARE} (${answer.length} characters of JSON)`,
    );
    return share >= LEAST_SHARE;
  } finally {
    await Promise.all([end(ours), end(theirs)]);
  }
}

async function compareOnMysql(): Promise<boolean> {
  const given = process.env.TEST_MYSQL_URL;
  if (!given && !findMysqlServer()) {
    console.log('MySQL: left out, since there is no server and no TEST_MYSQL_URL');
    return true;
  }
  const server = given ? undefined : await startMariaDb();
  const databaseUrl = given ? await createMysqlDatabase(given) : await server?.createDatabase();
  try {
    return await compare('MySQL', databaseUrl ?? '');
  } finally {
    if (given && databaseUrl) await dropMysqlDatabase(databaseUrl);
    await server?.remove();
  }
}

try {
  const onSqlite = await compare('SQLite', `sqlite:${join(folder, 'data.sqlite')}`);
  const onMysql = await compareOnMysql();
  if (!onSqlite || !onMysql) process.exitCode = 1;
} finally {
  await groq.stop();
  await rm(folder, { recursive: true, force: true });
}
