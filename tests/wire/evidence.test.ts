import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { drawGood, GOOD_SEEDS } from '../support/draw.js';
import { executeSql } from '../support/execute-sql.js';
import { AnalysisDocument, RubricDocument } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';

let api: Api;
let drawn: Awaited<ReturnType<typeof drawGood>>;

beforeAll(async () => {
  api = await Api.start({ MEASURE_TEXT: 'true', MEASURE_FACES: 'true' });
  drawn = await drawGood(GOOD_SEEDS[0]!);
});

afterAll(() => api.remove());

async function measured(id: string) {
  const { analysis } = await api.ask(AnalysisDocument, { id });
  return analysis!;
}

it('shows what a viewer sees: words, subject, what survives, and what the overlays cover', async () => {
  const { id, status } = await api.analyze(drawn.png, { judge: 'SKIP' });
  const { measurements, rubricVersion, measurementVersion, unmeasured } = await measured(id);
  expect({ status, unmeasured, rubricVersion, measurementVersion }).toEqual({
    status: 'MEASURED',
    unmeasured: [],
    rubricVersion: '2',
    measurementVersion: '3',
  });
  const { text, faces, saliency, smallSizes, overlays } = measurements;
  expect(text!.words.map((word) => word.text.toUpperCase())).toEqual(
    drawn.words.flatMap((line) => line.text.split(' ')),
  );
  expect(faces).toEqual({ count: 0, areaShare: 0, faces: [] });
  expect(saliency!.subject).not.toBeNull();
  expect(saliency!.thirds).toHaveLength(9);
  expect(smallSizes!.sizes.map(({ width, height }) => [width, height])).toEqual([
    [360, 202],
    [168, 94],
    [120, 68],
  ]);
  expect(overlays!.overlays.map(({ kind }) => kind)).toEqual(['DURATION_BADGE', 'PROGRESS_BAR']);
});

it('draws overlays where the operator has them', async () => {
  await api.stop();
  await api.start({ DURATION_BADGE: '0.5,0.5,0.5,0.5' });
  const { id } = await api.analyze(drawn.png, { judge: 'SKIP' });
  const { overlays } = (await measured(id)).measurements;
  expect(overlays?.overlays[0]?.region).toEqual({ x: 0.5, y: 0.5, width: 0.5, height: 0.5 });
  await api.stop();
  await api.start();
});

describe('a family that is not measured', () => {
  it('because it was switched off is named, and the analysis is whole', async () => {
    await api.stop();
    await api.start({ MEASURE_TEXT: 'false', MEASURE_FACES: '0' });
    const { id, status, unmeasured } = await api.analyze(await smallPicture(1), { judge: 'SKIP' });
    expect(status).toBe('MEASURED');
    expect(unmeasured.map(({ family, cause }) => [family, cause])).toEqual([
      ['text', 'SWITCHED_OFF'],
      ['faces', 'SWITCHED_OFF'],
    ]);
    expect((await measured(id)).measurements).toMatchObject({ text: null, faces: null });
  });

  it('because it took too long is named, the rest is there, and the analysis is PARTIAL', async () => {
    await api.stop();
    await api.start({ MEASURE_TIME_LIMIT_MS: '1' });
    const { id, status, unmeasured } = await api.analyze(drawn.png, { judge: 'SKIP' });
    expect(status).toBe('PARTIAL');
    const text = unmeasured.find(({ family }) => family === 'text');
    expect(text).toMatchObject({ cause: 'TIMED_OUT', reason: expect.stringMatching(/longer than/) });
    const { measurements } = await measured(id);
    expect(measurements.text).toBeNull();
    expect(measurements.frame).not.toBeNull();
    await api.stop();
    await api.start();
  });
});

it('still shows and explains an analysis of measurement version 1', async () => {
  const { id } = await api.analyze(await smallPicture(2), { judge: 'SKIP' });
  const unmeasured = '[{"family":"grain","reason":"This measurement failed on this picture."}]';
  await executeSql(
    api.databaseUrl,
    `update analysis set measurement_version = '1', rubric_version = '1', unmeasured = '${unmeasured}', ` +
      `measurements = '{"light":null,"grain":null}' where id = '${id}'`,
  );
  const old = await measured(id);
  expect(old.measurements).toMatchObject({ text: null, faces: null, saliency: null, overlays: null });
  expect(old.unmeasured).toEqual([
    { family: 'grain', cause: 'FAILED', reason: 'This measurement failed on this picture.' },
  ]);
  const { rubric } = await api.ask(RubricDocument, { version: old.rubricVersion });
  expect(rubric).toMatchObject({ version: '1', rules: expect.any(Array) });
  expect(rubric?.rules.some(({ rule }) => rule === 'mainTextHeight')).toBe(false);
});
