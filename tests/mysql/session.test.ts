import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { findMysqlServer } from '../support/find-mysql-server.js';
import { ThumbnailHistoryDocument } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { type MariaDb, startMariaDb } from '../support/start-maria-db.js';

/** Everything about a server that changes what our statements mean, each the other way round. */
const HOSTILE_SETTINGS = [
  '--sql-mode=NO_BACKSLASH_ESCAPES,ANSI_QUOTES,PIPES_AS_CONCAT,PAD_CHAR_TO_FULL_LENGTH,HIGH_NOT_PRECEDENCE,ONLY_FULL_GROUP_BY',
  '--autocommit=0',
  '--character-set-server=latin1',
  '--collation-server=latin1_swedish_ci',
  '--default-time-zone=+05:30',
  '--transaction-isolation=READ-UNCOMMITTED',
  // Of the tests' user, since it is not the superuser's business.
  "--init-connect=set names latin1, sql_select_limit = 1, sql_safe_updates = 1, sql_mode = 'NO_BACKSLASH_ESCAPES'",
];

// A server that TEST_MYSQL_URL names is not ours to set.
const withOwnServer = findMysqlServer() === null ? it.skip : it;

let server: MariaDb | undefined;
let api: Api | undefined;

beforeAll(async () => {
  if (findMysqlServer() === null) return;
  server = await startMariaDb(HOSTILE_SETTINGS);
  api = await Api.start({ DATABASE_URL: await server.createDatabase() });
});

afterAll(async () => {
  await api?.remove();
  await server?.remove();
});

withOwnServer.each([
  ['SQL after a quote', `'||sleep(3),0x78)#`],
  ['a backslash before a quote', `\\' or 1=1 -- `],
  ['a backslash at the end', 'ends with \\'],
  ['quotes of every kind', `"'\`\\"`],
  ['another script and emoji', 'Ошибка 你好 💥'],
])(
  'a title with %s is stored as it is, and is found, whatever the server is set to',
  async (_what, title) => {
    if (!api) throw new Error('the server did not start');
    const startedAt = performance.now();
    const stored = await api.analyze(await smallPicture(1), { title, judge: 'SKIP' });
    expect(stored.title).toBe(title.trim());
    const { thumbnailHistory } = await api.ask(ThumbnailHistoryDocument, { filter: { text: title } });
    expect(thumbnailHistory.edges.map(({ node }) => node.latestAnalysis.title)).toEqual([title.trim()]);
    // Well below what the sleeping one asks for, twice.
    expect(performance.now() - startedAt).toBeLessThan(3000);
  },
);

withOwnServer('lists are whole, and statistics are counted, whatever the server is set to', async () => {
  if (!api) throw new Error('the server did not start');
  const { thumbnailHistory } = await api.ask(ThumbnailHistoryDocument, { first: 3 });
  expect(thumbnailHistory.edges).toHaveLength(3);
  const { data, errors } = await api.send<
    { historyStats: { groups: { scores: { count: number } }[] } },
    never
  >('{ historyStats { groups { scores { count } } series(by: DAY) { count } paid { judgements } } }');
  expect(errors).toEqual([]);
  expect(data?.historyStats.groups.map(({ scores }) => scores.count)).toEqual([5]);
});
