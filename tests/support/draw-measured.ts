import { createHash } from 'node:crypto';
import { afterAll } from '@jest/globals';
import { canonicalise } from '../../src/image/canonicalise.js';
import type { MeasuredPicture } from '../../src/scoring/rubric.js';
import { currentRubric } from '../../src/scoring/rubrics.js';
import { score } from '../../src/scoring/score.js';
import type { Score } from '../../src/scoring/scorecard.js';
import { startMeasurer } from './start-measurer.js';

// One for the tests of a file: its threads start with the first picture.
const measurer = startMeasurer();
afterAll(() => measurer.stop());

/** What a file measures, on the very way that an upload takes. */
export async function measured(bytes: Buffer): Promise<MeasuredPicture> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const limits = { maxBytes: 50 * 1024 ** 2, maxPixels: 50e6 };
  const { original, image } = await canonicalise({ bytes, sha256, filename: 'drawn' }, limits);
  return { original, measurements: (await measurer.measure(image, original)).measurements };
}

/** Its score as long as no model spoke. */
export function measuredScore(picture: MeasuredPicture): Score {
  return score(currentRubric, { ...picture, judged: null, hasTitle: false });
}
