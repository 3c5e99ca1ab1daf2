import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import mysql from 'mysql2/promise';
import { postTo, uploadForm, type WireError } from '../tests/support/api.js';
import { runOnMysql } from '../tests/support/create-mysql-database.js';
import { smallPicture } from '../tests/support/pictures.js';
import { type ServerProcess, startServerProcess } from '../tests/support/server-process.js';
import { type StallingProxy, startStallingProxy } from '../tests/support/stalling-proxy.js';
import { type MariaDb, startMariaDb } from '../tests/support/start-maria-db.js';
import { startS3 } from '../tests/support/start-s3.js';

/**
 * Each fault of a database or of a store for 20 seconds under load: the longest answer and the codes of each kind of
 * request, how long the recovery took, and how long a stop takes while the fault lasts. `--only` names a part of them.
 */
const FAULT_MS = 20_000;
const EVERY_MS = 250;
const GRACE_MS = 5000;

interface Bench {
  readonly server: ServerProcess;
  readonly url: string;
  readonly folder: string;
  readonly database: MariaDb | undefined;
  readonly databaseUrl: string;
  readonly proxy: StallingProxy | undefined;
}

/** Brings a fault about, and gives what ends it. */
type Fault = (bench: Bench) => Promise<() => Promise<unknown> | unknown>;

const onMysql: Readonly<Record<string, Fault>> = {
  'database hangs': async ({ database }) => {
    database?.hang();
    return () => database?.resume();
  },
  'database is killed': async ({ database }) => {
    await database?.stop();
    return () => database?.start();
  },
  'tables are locked': async ({ databaseUrl }) => {
    const holder = await mysql.createConnection(databaseUrl);
    await holder.query('lock tables thumbnail write, analysis write');
    return () => holder.end();
  },
  'database is read-only': async ({ database }) => {
    await runOnMysql(database?.url() ?? '', 'set global read_only = 1');
    return () => runOnMysql(database?.url() ?? '', 'set global read_only = 0');
  },
};

const onSqlite: Readonly<Record<string, Fault>> = {
  'another process writes': async ({ databaseUrl }) => {
    const other = new DatabaseSync(databaseUrl.slice('sqlite:'.length));
    other.exec('begin immediate');
    return () => other.close();
  },
  'files cannot grow': async ({ server }) => {
    const give = (bytes: string) =>
      promisify(execFile)('prlimit', [`--pid=${server.child.pid}`, `--fsize=${bytes}:unlimited`]);
    await give('4096');
    return () => give('unlimited');
  },
  'stored pictures are damaged': async ({ folder }) => {
    const names = await readdir(folder, { recursive: true });
    for (const name of names.filter((one) => one.endsWith('canonical.png')))
      await writeFile(join(folder, name), 'damaged');
    return () => {};
  },
};

const onS3: Readonly<Record<string, Fault>> = Object.fromEntries(
  (['silence', 'headers only', 'half a body', 'cut'] as const).map((treatment) => [
    `store: ${treatment}`,
    async ({ proxy }: Bench) => {
      if (proxy) proxy.treat = () => treatment;
      return () => {
        if (proxy) proxy.treat = () => 'pass';
      };
    },
  ]),
);

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
for (const [kind, faults] of Object.entries({ mysql: onMysql, sqlite: onSqlite, s3: onS3 })) {
  for (const [name, fault] of Object.entries(faults)) {
    if (`${kind}: ${name}`.includes(values.only)) await measure(`${kind}: ${name}`, kind, fault);
  }
}

async function measure(name: string, kind: string, fault: Fault): Promise<void> {
  await using parts = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'thumbnail-faults-'));
  parts.defer(() => rm(folder, { recursive: true, force: true }));
  const database = kind === 'mysql' ? parts.adopt(await startMariaDb(), (it) => it.remove()) : undefined;
  const s3 = kind === 's3' ? parts.adopt(await startS3(), (it) => it.stop()) : undefined;
  const proxy =
    s3 && parts.adopt(await startStallingProxy(s3.environment.S3_ENDPOINT ?? ''), (it) => it.stop());
  const databaseUrl = database
    ? await asPlainUser(await database.createDatabase())
    : `sqlite:${join(folder, 'data.sqlite')}`;
  const server = parts.adopt(
    startServerProcess({
      DATABASE_URL: databaseUrl,
      PICTURES_URL: `file:${join(folder, 'pictures')}`,
      MEASURE_TEXT: 'false',
      MEASURE_FACES: 'false',
      REQUESTS_PER_MINUTE: '1000000',
      SHUTDOWN_GRACE_MS: String(GRACE_MS),
      ...s3?.environment,
      ...(proxy && { S3_ENDPOINT: proxy.url }),
    }),
    (it) => it.kill(),
  );
  const bench = { server, url: await server.url(), folder, database, databaseUrl, proxy };
  const requests = await requestsOf(bench.url);
  await pause(1000);

  const end = await fault(bench);
  console.log(`\n${name}`);
  for (const line of await underLoad(requests)) console.log(`  ${line}`);
  await end();
  const endedAt = performance.now();
  // What a damaged picture shows does not come back.
  const needed = name.includes('damaged') ? requests.slice(0, 2) : requests;
  for (const { ask } of needed) while ((await ask()) !== 'OK') await pause(100);
  console.log(`  all is answered again after ${seconds(endedAt)} s`);

  const endAgain = await fault(bench);
  const running = requests.map(({ ask }) => ask().catch(() => 'cut'));
  await pause(300);
  const stoppedAt = performance.now();
  server.child.kill('SIGTERM');
  if (server.child.exitCode === null && server.child.signalCode === null) await once(server.child, 'exit');
  console.log(`  a stop takes ${seconds(stoppedAt)} s of ${GRACE_MS / 1000}`);
  await Promise.all(running);
  // The process whose limits it changes may be gone.
  await Promise.resolve(endAgain()).catch(() => {});
}

interface Request {
  readonly what: string;
  /** OK, a code, or a status. */
  readonly ask: () => Promise<string>;
}

async function requestsOf(url: string): Promise<Request[]> {
  const headers = { 'content-type': 'application/json' };
  const codeOf = ({ errors }: { readonly errors: readonly WireError[] }) =>
    errors[0]?.extensions.code ?? 'OK';
  const history = JSON.stringify({ query: '{ thumbnailHistory { edges { node { id pictureUrl } } } }' });
  const upload = async () => postTo(url, uploadForm(await smallPicture(1), { judge: 'SKIP' }, 'a.png'));
  await upload();
  const { data } = await postTo<{ thumbnailHistory: { edges: { node: { pictureUrl: string } }[] } }>(
    url,
    history,
    headers,
  );
  const picture = data?.thumbnailHistory.edges[0]?.node.pictureUrl ?? '';
  const statusOf = (address: string) => async () => {
    const response = await fetch(address);
    await response.arrayBuffer();
    return response.status === 200 ? 'OK' : String(response.status);
  };
  return [
    { what: 'history', ask: async () => codeOf(await postTo(url, history, headers)) },
    { what: 'upload', ask: async () => codeOf(await upload()) },
    { what: 'picture', ask: statusOf(picture) },
    { what: 'ready', ask: statusOf(`${url}/health/ready`) },
    { what: 'live', ask: statusOf(`${url}/health/live`) },
  ];
}

async function underLoad(requests: readonly Request[]): Promise<string[]> {
  const until = performance.now() + FAULT_MS;
  return Promise.all(
    requests.map(async ({ what, ask }) => {
      const counts = new Map<string, number>();
      let longestMs = 0;
      const running: Promise<void>[] = [];
      while (performance.now() < until) {
        const askedAt = performance.now();
        running.push(
          ask()
            .catch(() => 'no answer')
            .then((code) => {
              longestMs = Math.max(longestMs, performance.now() - askedAt);
              counts.set(code, (counts.get(code) ?? 0) + 1);
            }),
        );
        await pause(EVERY_MS);
      }
      await Promise.all(running);
      const codes = [...counts].map(([code, times]) => `${code} ${times}`).join(', ');
      return `${what.padEnd(8)} longest ${(longestMs / 1000).toFixed(1)} s   ${codes}`;
    }),
  );
}

async function asPlainUser(database: string): Promise<string> {
  const url = new URL(database);
  await runOnMysql(database, "create user plain@'127.0.0.1' identified by 'plain'");
  await runOnMysql(database, `grant all on \`${url.pathname.slice(1)}\`.* to plain@'127.0.0.1'`);
  url.username = 'plain';
  url.password = 'plain';
  return url.href;
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
