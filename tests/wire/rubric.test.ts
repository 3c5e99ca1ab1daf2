import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { AnalysisDocument, RubricDocument } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';

let api: Api;

beforeAll(async () => {
  api = await Api.start();
});

afterAll(() => api.remove());

it('explains every criterion and finding of an analysis, without a version and by the stored one', async () => {
  const { criteria, findings, id } = await api.analyze(await smallPicture(1), { judge: 'SKIP' });
  const { analysis } = await api.ask(AnalysisDocument, { id });
  const { rubric: current } = await api.ask(RubricDocument, {});
  const { rubric } = await api.ask(RubricDocument, { version: analysis!.rubricVersion });
  expect(rubric).toEqual(current);
  expect(rubric?.criteria.map(({ criterion }) => criterion)).toEqual(
    criteria.map(({ criterion }) => criterion),
  );
  expect(findings.length).toBeGreaterThan(0);
  for (const { rule, evidence } of findings) {
    const published = rubric?.rules.find((one) => one.rule === rule);
    expect(published).toMatchObject({ limit: evidence.limit, comparison: evidence.comparison });
  }
});

it('knows no version that never was', async () => {
  expect(await api.ask(RubricDocument, { version: '0' })).toEqual({ rubric: null });
});
