import { deepFreeze } from './deep-freeze.js';
import type { Rubric } from './rubric.js';
import { fileRules1 } from './rubric-1-file-rules.js';
import { pictureRules1 } from './rubric-1-picture-rules.js';
import { criteria2 } from './rubric-2-criteria.js';
import { placementRules2 } from './rubric-2-placement-rules.js';
import { subjectRules2 } from './rubric-2-subject-rules.js';
import { textRules2 } from './rubric-2-text-rules.js';

/** Rests legibility, focal point, composition and emotion on what is measured of text, faces and saliency. */
export const rubric2: Rubric = deepFreeze({
  version: '2',
  criteria: criteria2,
  rules: [...textRules2, ...subjectRules2, ...placementRules2, ...pictureRules1, ...fileRules1],
});
