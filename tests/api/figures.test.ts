import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { entities } from '../../src/entities.js';
import { keepFigures, rebuildFigures } from '../../src/figures/keep-figures.js';
import type { Orm } from '../../src/persistence/orm.js';
import { startOrm } from '../../src/persistence/start-orm.js';
import { type DatabaseUnderTest, databaseUnderTest } from '../support/database-under-test.js';
import { executeSql } from '../support/execute-sql.js';
import { RandomHistory } from '../support/random-history.js';

let database: DatabaseUnderTest;
let nodes: Orm[];

beforeEach(async () => {
  database = await databaseUnderTest();
  nodes = [await startNode(), await startNode()];
});

afterEach(async () => {
  for (const node of nodes) await node.close();
  await database.remove();
});

function startNode(): Promise<Orm> {
  const limits = { poolMax: 10, acquireTimeoutMs: 60_000, statementTimeoutMs: 60_000 };
  return startOrm({ url: database.url, ...limits }, entities, pino({ level: 'silent' }));
}

const never = new AbortController().signal;

it('the figures of a history agree with its rows after changes at random on two nodes at once', async () => {
  const [history, other] = [new RandomHistory(nodes, 'one', 1), new RandomHistory(nodes, 'other', 2)];
  await Promise.all([history.run(150, 6), other.run(30, 2)]);
  expect(await history.disagreements()).toEqual([]);
  expect(await other.disagreements()).toEqual([]);
});

it('figures that an older server left behind are found, and are built beside changes', async () => {
  const history = new RandomHistory(nodes, 'one', 3);
  await history.run(60, 4);
  // As a server of version 1.0 does it.
  await executeSql(database.url, 'delete from thumbnail where latest_score < 40');
  expect(await history.disagreements()).not.toEqual([]);
  const [orm] = nodes as [Orm, Orm];
  const [owners] = await Promise.all([keepFigures(orm.em, never), history.run(60, 4)]);
  expect(owners).toEqual(['one']);
  await keepFigures(orm.em, never);
  expect(await history.disagreements()).toEqual([]);
  expect(await rebuildFigures(orm.em, 'all', never)).toEqual(['one']);
  expect(await history.disagreements()).toEqual([]);
});
