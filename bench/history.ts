import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { LOCAL_OWNER } from '../src/access/local-owner.js';
import { encodePosition, sealCursor } from '../src/history/history-cursor.js';
import { executeQuery } from '../tests/support/execute-query.js';
import { startServerProcess } from '../tests/support/server-process.js';
import { startMariaDb } from '../tests/support/start-maria-db.js';
import { fillHistory, WORDS } from './fill-history.js';
import { median } from './median.js';

/**
 * How long lists and statistics of a long history take over HTTP, beside its first page, and how long the event loop was held
 * meanwhile. `--rows` says how long it is, `--engine` is sqlite or mysql, `--database` names one that is filled already.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    engine: { type: 'string', default: 'both' },
    database: { type: 'string' },
  },
});
const ROUNDS = 9;
const PAGE = `pageInfo { endCursor } edges { node { id filename format latestAnalysis { score status title
  criteria { criterion score measured judged } findings { rule message } } } }`;

interface Case {
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

if (values.database) await measure(values.database);
else
  for (const engine of values.engine === 'both' ? ['sqlite', 'mysql'] : [values.engine])
    await onFresh(engine);

async function onFresh(engine: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'thumbnail-history-'));
  const server = engine === 'mysql' ? await startMariaDb(['--innodb-buffer-pool-size=1G']) : undefined;
  try {
    const url = server ? await server.createDatabase() : `sqlite:${join(folder, 'history.sqlite')}`;
    await fillHistory(url, Number(values.rows));
    await measure(url);
  } finally {
    await server?.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(databaseUrl: string): Promise<void> {
  const pictures = await mkdtemp(join(tmpdir(), 'thumbnail-history-'));
  const server = startServerProcess(
    {
      DATABASE_URL: databaseUrl,
      PICTURES_URL: `file:${pictures}`,
      REQUESTS_PER_MINUTE: '1000000',
      MEASURE_TEXT: 'false',
      MEASURE_FACES: 'false',
    },
    [
      '--max-old-space-size=192',
      '--max-semi-space-size=2',
      '--import',
      '@oxc-node/core/register',
      resolve('src/main.ts'),
    ],
  );
  try {
    const startedAt = performance.now();
    const url = await server.url();
    console.log(`\n${databaseUrl.split(':')[0]}: started after ${seconds(startedAt)} s`);
    await untilBuilt(databaseUrl, startedAt);
    await report(url, await casesFor(databaseUrl));
    await besides(url);
  } finally {
    server.child.kill('SIGTERM');
    if (server.child.exitCode === null) await once(server.child, 'exit');
    await rm(pictures, { recursive: true, force: true });
  }
}

/** Figures and search texts of an older database are built beside the serving. */
async function untilBuilt(databaseUrl: string, startedAt: number): Promise<void> {
  for (;;) {
    const [row] = await executeQuery(
      databaseUrl,
      "select (select count(*) from history_figures where counted_to <> '~') + (select count(*) from (select 1 from thumbnail where search_version < 2 limit 1) as s) as missing, (select count(*) from history_figures) as owners",
    );
    if (Number(row?.missing) === 0 && Number(row?.owners) > 0) break;
    await pause(1000);
  }
  console.log(`figures and search texts built after ${seconds(startedAt)} s`);
}

async function casesFor(databaseUrl: string): Promise<Case[]> {
  const orders = { NEWEST_FIRST: 'created_at', HIGHEST_SCORE_FIRST: 'latest_score' } as const;
  const cases: Case[] = [];
  const [counted] = await executeQuery(databaseUrl, 'select count(*) as times from thumbnail');
  for (const [orderBy, column] of Object.entries(orders)) {
    const list = (name: string, variables: Record<string, unknown>) =>
      cases.push({
        name: `${orderBy}: ${name}`,
        query: `query ($filter: ThumbnailHistoryFilter, $after: String) {
          thumbnailHistory(first: 20, orderBy: ${orderBy}, filter: $filter, after: $after) { ${PAGE} } }`,
        variables,
      });
    list('first page', {});
    const [place] = await executeQuery(
      databaseUrl,
      `select ${column} as place, id from thumbnail where owner_id = '${LOCAL_OWNER}'
        order by ${column} desc, id desc limit 1 offset ${Math.floor(Number(counted?.times) / 2)}`,
    );
    const value = column === 'created_at' ? new Date(timeOf(place?.place)).toISOString() : place?.place;
    list('in the middle', { after: sealCursor(encodePosition([value, place?.id]), LOCAL_OWNER, orderBy) });
    const month = {
      from: new Date(Date.now() - 200 * 864e5).toISOString(),
      to: new Date(Date.now() - 170 * 864e5).toISOString(),
    };
    const filters: Record<string, unknown> = {
      'score 40 to 50': { score: { min: 40, max: 50 } },
      'score 0 to 10, none': { score: { min: 0, max: 10 } },
      'status COMPLETE': { status: 'COMPLETE' },
      'status PARTIAL, none': { status: 'PARTIAL' },
      'format AVIF, none': { format: 'AVIF' },
      'a month': { createdAt: month },
      'years ago, none': { createdAt: { to: '2001-01-01T00:00:00.000Z' } },
      'status, format and score, none': { status: 'COMPLETE', format: 'PNG', score: { max: 20 } },
      'text in 35 %': { text: WORDS.common },
      'text in 1 of 5,000': { text: WORDS.rare },
      'text in none': { text: WORDS.none },
      'two words in 35 %': { text: `the ${WORDS.common}` },
    };
    for (const [name, filter] of Object.entries(filters)) list(name, { filter });
  }
  const stats = (name: string, fields: string, filter?: unknown) =>
    cases.push({
      name: `historyStats: ${name}`,
      query: `query ($filter: ThumbnailHistoryFilter) { historyStats(filter: $filter) { ${fields} } }`,
      variables: { filter },
    });
  stats('scores', 'groups { status scores { count mean median } }');
  stats('criteria', 'groups { criteria { criterion scores { median } } }');
  stats('series by week', 'series(by: WEEK) { start mean }');
  stats('paid', 'paid { judgements }');
  stats('scores of a month', 'groups { scores { count } }', {
    createdAt: { from: new Date(Date.now() - 30 * 864e5).toISOString() },
  });
  return cases;
}

function timeOf(stored: unknown): number | string {
  return typeof stored === 'number' ? stored : `${String(stored).replace(' ', 'T')}Z`;
}

async function report(url: string, cases: readonly Case[]): Promise<void> {
  let first = Number.NaN;
  for (const { name, query, variables } of cases) {
    const times: number[] = [];
    await ask(url, query, variables);
    await heldMs(url);
    for (let round = 0; round < ROUNDS; round++) {
      const begin = performance.now();
      await ask(url, query, variables);
      times.push(performance.now() - begin);
    }
    if (name.endsWith('first page')) first = median(times);
    const columns = [
      median(times).toFixed(1),
      (median(times) / first).toFixed(2),
      (await heldMs(url)).toFixed(0),
    ];
    console.log(`${name.padEnd(54)} ${columns.map((text) => text.padStart(9)).join('')}`);
  }
}

/** What a first page and the health take while ten slow searches, or statistics under 28 names, are asked for. */
async function besides(url: string): Promise<void> {
  const first = `{ thumbnailHistory(first: 20) { ${PAGE} } }`;
  const slow = '{ thumbnailHistory(filter: { text: "? !" }) { edges { cursor } } }';
  const aliases = Array.from(
    { length: 28 },
    (_, index) => `a${index}: historyStats { groups { scores { count } } }`,
  ).join(' ');
  for (const [name, busy, clients] of [
    ['alone', undefined, 0],
    ['beside ten slow searches', slow, 10],
    ['beside statistics under 28 names', `{ ${aliases} }`, 1],
  ] as const) {
    let isOver = false;
    const loops = Array.from({ length: clients }, async () => {
      while (!isOver && busy) await post(url, busy).then((answer) => answer.text());
    });
    await pause(500);
    const [pages, lives]: number[][] = [[], []];
    await heldMs(url);
    for (let round = 0; round < 40; round++) {
      const begin = performance.now();
      await ask(url, first);
      pages?.push(performance.now() - begin);
      const asked = performance.now();
      await (await fetch(`${url}/health/live`)).text();
      lives?.push(performance.now() - asked);
    }
    isOver = true;
    await Promise.all(loops);
    const told = [
      median(pages ?? []),
      Math.max(...(pages ?? [])),
      Math.max(...(lives ?? [])),
      await heldMs(url),
    ];
    console.log(
      `${name.padEnd(36)} first page median and longest, live longest, loop held: ${told.map((ms) => ms.toFixed(1)).join(', ')} ms`,
    );
  }
}

function post(url: string, query: string, variables: unknown = {}): Promise<Response> {
  const body = JSON.stringify({ query, variables });
  return fetch(`${url}/graphql`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
}

async function ask(url: string, query: string, variables?: unknown): Promise<void> {
  const text = await (await post(url, query, variables)).text();
  if (text.includes('"errors"')) throw new Error(text);
}

/** The longest hold of the server's event loop since this was last asked, in milliseconds. */
async function heldMs(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(metrics)?.[1]) * 1000;
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
