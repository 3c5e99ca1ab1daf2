import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { entities } from '../src/entities.js';
import { startOrm } from '../src/persistence/start-orm.js';
import { databaseUnderTest } from '../tests/support/database-under-test.js';
import { RandomHistory } from '../tests/support/random-history.js';
import { startMariaDb } from '../tests/support/start-maria-db.js';

/** Changes a history at random on two nodes at once, on both engines, and compares its figures with its rows. */
const { values } = parseArgs({ options: { operations: { type: 'string', default: '10000' } } });
const AT_ONCE = 8;
const SEED = 20_261_128;

for (const engine of ['sqlite', 'mysql'] as const) {
  const server = engine === 'mysql' ? await startMariaDb() : undefined;
  const { url, remove } = server
    ? { url: await server.createDatabase(), remove: server.remove }
    : await databaseUnderTest();
  const start = () => {
    const limits = { poolMax: AT_ONCE, acquireTimeoutMs: 60_000, statementTimeoutMs: 60_000 };
    return startOrm({ url, ...limits }, entities, pino({ level: 'silent' }));
  };
  const nodes = [await start(), await start()];
  try {
    const history = new RandomHistory(nodes, 'one', SEED);
    const startedAt = performance.now();
    await history.run(Number(values.operations), AT_ONCE);
    const seconds = (performance.now() - startedAt) / 1000;
    const differing = await history.disagreements();
    console.log(
      `${engine}: ${values.operations} operations in ${seconds.toFixed(0)} s, ${differing.length} parts differ`,
    );
    if (differing.length > 0) process.exitCode = 1;
  } finally {
    for (const node of nodes) await node.close();
    await remove();
  }
}
