import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityClass } from '@mikro-orm/core';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { entities } from '../../src/entities.js';
import { Judgement } from '../../src/judgement/judgement.entity.js';
import type { Orm } from '../../src/persistence/orm.js';
import { type OwnedSelect, ownedSelect, runSelect } from '../../src/persistence/owned-select.js';
import { scopeToOwner } from '../../src/persistence/owner-scope.js';
import { Analysis } from '../../src/records/analysis.entity.js';
import { CriterionScore } from '../../src/records/criterion-score.entity.js';
import { Finding } from '../../src/records/finding.entity.js';
import { Thumbnail } from '../../src/records/thumbnail.entity.js';
import { ormUnderTest } from '../support/orm-under-test.js';

let orm: Orm;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ orm, remove } = await ormUnderTest());
  for (const owner of ['alice', 'bob']) await storeOne(owner);
});

afterAll(() => remove());

/** A row of each table that is read in lists. */
async function storeOne(ownerId: string): Promise<void> {
  const { em } = scopeToOwner(orm.em, ownerId);
  const [thumbnail, analysis, judgement] = [uuidv7(), uuidv7(), uuidv7()];
  const createdAt = new Date();
  const question = { pixelHash: ownerId, title: '', audience: '', promptVersion: '2/2', model: 'a model' };
  const said = { criteria: {}, summary: ownerId, strengths: [], weaknesses: [], passes: null };
  const paid = { promptTokens: 1, completionTokens: 1, durationMs: 1, reusable: null };
  await em.insert(Judgement, { id: judgement, ownerId, createdAt, ...question, ...said, ...paid });
  const picture = { filename: ownerId, format: 'png' as const, width: 1, height: 1, bytes: 1, frames: 1 };
  const latest = {
    latestAnalysisId: analysis,
    latestScore: 1,
    latestStatus: 'MEASURED' as never,
    latestTitle: null,
  };
  const search = { searchText: '', searchPhrase: '', searchVersion: 1 };
  const hashes = { sha256: '', pixelHash: ownerId };
  await em.insert(Thumbnail, {
    id: thumbnail,
    ownerId,
    createdAt,
    ...picture,
    ...hashes,
    ...latest,
    ...search,
  });
  const versions = { rubricVersion: '2', promptVersion: '2/2', measurementVersion: '2' };
  const scored = { status: 'MEASURED' as never, score: 1, scoreRange: null, completedAt: null };
  const judged = {
    judgement,
    judgementReused: false,
    judgeFailure: null,
    measurements: {} as never,
    unmeasured: [],
  };
  const words = { title: null, audience: null };
  const own = { id: analysis, ownerId, thumbnail, createdAt };
  await em.insert(Analysis, { ...own, ...versions, ...scored, ...judged, ...words });
  const criterion = {
    criterion: ownerId,
    score: 1,
    weight: 1,
    effectiveWeight: 1,
    measured: 1,
    judged: null,
  };
  const rest = { reason: ownerId, unstable: false, region: null };
  await em.insert(CriterionScore, { analysis, position: 0, ...criterion, ...rest });
  const evidence = { value: 1, comparison: 'AT_MOST', limit: 0, unit: 'px' } as never;
  const finding = {
    rule: ownerId,
    criterion: ownerId,
    severity: 'MINOR' as never,
    message: '',
    suggestion: '',
  };
  await em.insert(Finding, { analysis, position: 0, ...finding, evidence, region: null });
}

/** Which column of each list tells whose row it is. */
const LISTS: readonly (readonly [EntityClass<object>, string])[] = [
  [Thumbnail, 'filename'],
  [Analysis, 'owner_id'],
  [CriterionScore, 'reason'],
  [Finding, 'rule'],
  [Judgement, 'summary'],
];

/** Conditions that would let every row through, were they not confined to one owner. */
const GREEDY: readonly [string, Partial<OwnedSelect>][] = [
  ['none', {}],
  ['one that is always true', { where: [sql`1 = 1 or 1 = 1`] }],
  ['several', { where: [sql`1 = 0 or 1 = 1`, sql`true or false`] }],
  ['by key', { where: [sql`1 = 1 or 1 = 1`], byKey: true }],
];

describe.each(LISTS)('rows of %p', (entity, column) => {
  it.each(GREEDY)('are those of the owner, with conditions: %s', async (_what, select) => {
    for (const owner of ['alice', 'bob', 'nobody']) {
      const scope = scopeToOwner(orm.em, owner);
      const columns = sql`${sql.ref(`r.${column}`)} as whose`;
      const rows = await runSelect(scope, ownedSelect(scope, entity, { columns, ...select }));
      expect(rows).toEqual(owner === 'nobody' ? [] : [{ whose: owner }]);
    }
  });
});

const ALL: readonly EntityClass<object>[] = entities;

it.each(ALL.map((entity) => [entity.name, entity] as const))(
  'a statement over %s names its owner, or cannot be built',
  (_name, entity) => {
    const scope = scopeToOwner(orm.em, 'the owner');
    const build = () => ownedSelect(scope, entity, { columns: sql`1` }).compile(orm.em.getKysely());
    const properties: Readonly<Record<string, unknown>> = orm.getMetadata().get(entity).properties;
    if (!properties.ownerId && !properties.analysis) return expect(build).toThrow('no owner');
    expect(build().sql).toContain('owner_id');
    expect(build().parameters).toContain('the owner');
  },
);
