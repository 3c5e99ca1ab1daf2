import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROMPT_VERSION } from '../../src/judgement/prompt.js';
import { publishedRubrics } from '../../src/scoring/rubrics.js';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';
import { differences, withAdvice } from '../support/golden-differences.js';
import { asStored, readGolden } from '../support/golden-file.js';
import { questionGolden } from '../support/golden-questions.js';

let groq: FakeGroq;
beforeAll(async () => {
  groq = await startFakeGroq();
});
afterAll(() => groq.stop());

const ADVICE =
  `Prompt version ${PROMPT_VERSION} asks otherwise than it was recorded: raise PROMPT_VERSION and record with ` +
  '"npm run golden", so that judgements of other words are never reused; or undo the change.';

describe(`prompt version ${PROMPT_VERSION}, as it was published`, () => {
  it.each(publishedRubrics)('asks about rubric $version as recorded', async (rubric) => {
    const { path, content } = await questionGolden(rubric, groq);
    expect(withAdvice(differences(readGolden(path), asStored(content)), ADVICE)).toEqual([]);
  });
});
