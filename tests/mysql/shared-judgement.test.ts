import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { entities } from '../../src/entities.js';
import { JudgementLease } from '../../src/once/judgement-lease.entity.js';
import { LeaseClaim } from '../../src/once/lease-claim.js';
import { scopeToOwner } from '../../src/persistence/owner-scope.js';
import { startOrm } from '../../src/persistence/start-orm.js';
import { Api } from '../support/api.js';
import { type DatabaseUnderTest, databaseUnderTest } from '../support/database-under-test.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { answers } from '../support/fake-groq-answers.js';
import { gate } from '../support/gate.js';
import { AnalysisDocument, CompleteAnalysisDocument } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { until } from '../support/until.js';

let database: DatabaseUnderTest;
let groq: FakeGroq;
let nodes: Api[];

beforeAll(async () => {
  database = await databaseUnderTest();
  groq = await startFakeGroq();
  const settings = {
    DATABASE_URL: database.url,
    DATABASE_ACQUIRE_TIMEOUT_MS: '60000',
    DATABASE_STATEMENT_TIMEOUT_MS: '60000',
    GROQ_API_KEY: groq.apiKey,
    GROQ_BASE_URL: groq.url,
    // As behind one proxy, so that both hand out the same addresses.
    PUBLIC_URL: 'https://thumbs.example.com',
  };
  const first = await Api.start(settings);
  const second = await Api.start({ ...settings, PICTURES_URL: `file:${first.picturesFolder}` });
  nodes = [first, second];
});

afterAll(async () => {
  await Promise.all(nodes.map((node) => node.remove()));
  await groq.stop();
  await database.remove();
});

const lookups = (node: Api) => node.log.filter((line) => /from `judgement`/.test(line)).length;

describe('two nodes', () => {
  it('pay once for 100 equal requests', async () => {
    const picture = await smallPicture(1);
    const { answer, open } = gate();
    groq.respondWith(answer);
    const analysing = nodes.flatMap((node) => Array.from({ length: 50 }, () => node.analyze(picture)));
    await until(() => nodes.every((node) => lookups(node) >= 50) && groq.requests.length > 0);
    open();
    const analyses = await Promise.all(analysing);
    expect(groq.requests).toHaveLength(1);
    expect(analyses.filter(({ judgement }) => judgement?.reused === false)).toHaveLength(1);
    expect(analyses.filter(({ status }) => status !== 'COMPLETE')).toEqual([]);
  });

  it('complete an analysis once, and both show the same row', async () => {
    groq.respondWith(answers.status(400));
    const { id } = await nodes[0]!.analyze(await smallPicture(2), { title: 'Later' });
    const paidBefore = groq.requests.length;
    const { answer, open } = gate();
    groq.respondWith(answer);
    for (const node of nodes) node.log.length = 0;
    const completing = nodes.map((node) => node.ask(CompleteAnalysisDocument, { id }));
    await until(() => nodes.every((node) => lookups(node) >= 2) && groq.requests.length > paidBefore);
    open();
    const completed = await Promise.all(completing);
    expect(groq.requests).toHaveLength(paidBefore + 1);
    const rows = completed.map(({ completeAnalysis: { thumbnail: _, ...row } }) => row);
    expect(rows[0]).toEqual(rows[1]);
    const stored = await nodes[0]!.ask(AnalysisDocument, { id });
    expect(stored.analysis).toMatchObject({ ...rows[0], status: 'COMPLETE' });
  });
});

describe('a lease that many nodes fight for', () => {
  it('is held by one at a time, and nobody meets a deadlock', async () => {
    const logger = pino({ level: 'silent' });
    const settings = {
      url: database.url,
      poolMax: 10,
      acquireTimeoutMs: 60_000,
      statementTimeoutMs: undefined,
    };
    const orms = await Promise.all([1, 2, 3].map(() => startOrm(settings, entities, logger)));
    const pace = { renewMs: 5, lapseMs: 60_000, pollMs: 1 };
    const holding = new Map<string, number>();
    let most = 0;
    const workOn = (question: string) => async () => {
      const holders = (holding.get(question) ?? 0) + 1;
      most = Math.max(most, holders);
      holding.set(question, holders);
      await pause(Math.random() * 10);
      holding.set(question, (holding.get(question) ?? 0) - 1);
    };
    const contest = async (index: number) => {
      const scope = scopeToOwner(orms[index % orms.length]!.em, 'local');
      for (let round = 0; round < 10; round++) {
        // Three questions, so that rows of others come and go beside each.
        const question = `question ${(index + round) % 3}`;
        const claim = new LeaseClaim(scope, question, pace);
        let lease = await claim.tryTake();
        while (!lease) lease = await claim.tryTake();
        await lease.during(workOn(question));
      }
    };
    await Promise.all(Array.from({ length: 24 }, (_, index) => contest(index)));
    const left = await orms[0]!.em.fork().count(JudgementLease, {}, { filters: false });
    await Promise.all(orms.map((orm) => orm.close()));
    expect({ most, left }).toEqual({ most: 1, left: 0 });
  });
});
