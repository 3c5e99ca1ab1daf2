import { createHash } from 'node:crypto';
import { canonicalise } from '../../src/image/canonicalise.js';
import { measure } from '../../src/measurement/measure.js';
import type { MeasuredPicture } from '../../src/scoring/rubric.js';
import { rubric1 } from '../../src/scoring/rubric-1.js';
import { score } from '../../src/scoring/score.js';
import type { Score } from '../../src/scoring/scorecard.js';

/** What a file measures, on the very way that an upload takes. */
export async function measured(bytes: Buffer): Promise<MeasuredPicture> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const limits = { maxBytes: 50 * 1024 ** 2, maxPixels: 50e6 };
  const { original, image } = await canonicalise({ bytes, sha256, filename: 'drawn' }, limits);
  return { original, measurements: measure(image, original).measurements };
}

/** Its score as long as no model spoke. */
export function measuredScore(picture: MeasuredPicture): Score {
  return score(rubric1, { ...picture, judged: null, hasTitle: false });
}
