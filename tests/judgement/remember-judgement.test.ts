import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JudgeVerdict } from '../../src/judgement/judge.js';
import { Judgement } from '../../src/judgement/judgement.entity.js';
import { rememberJudgement } from '../../src/judgement/remember-judgement.js';
import type { Orm } from '../../src/persistence/orm.js';
import { scopeToOwner } from '../../src/persistence/owner-scope.js';
import { ormUnderTest } from '../support/orm-under-test.js';

let orm: Orm;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ orm, remove } = await ormUnderTest());
});

afterAll(() => remove());

const question = { ownerId: 'local', pixelHash: 'p', title: 't', audience: '', promptVersion: '1/1' };
const reply = (summary: string): JudgeVerdict => ({
  model: 'm',
  criteria: {},
  passes: [{ a: 1 }, { a: 2 }],
  summary,
  strengths: [],
  weaknesses: [],
  promptTokens: 1,
  completionTokens: 1,
  durationMs: 1,
});
const remember = (summary: string) =>
  rememberJudgement(scopeToOwner(orm.em, 'local'), question, reply(summary));
const stored = () => scopeToOwner(orm.em, 'local').em.find(Judgement, {});

test('every answer to a question is kept as it was said, and one of them serves', async () => {
  const at = ['one', 'two', 'three'];
  const ids = await Promise.all(at.map(remember));
  const rows = await stored();
  expect(ids.map((id) => rows.find((row) => row.id === id)?.summary)).toEqual(at);
  expect(rows.filter(({ reusable }) => reusable)).toHaveLength(1);
  expect(rows[0]?.passes).toEqual([{ a: 1 }, { a: 2 }]);
});

test('a later answer serves in place of the earlier one', async () => {
  const id = await remember('later');
  const serving = (await stored()).filter(({ reusable }) => reusable);
  expect(serving.map((row) => row.id)).toEqual([id]);
});
