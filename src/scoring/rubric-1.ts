import { deepFreeze } from './deep-freeze.js';
import type { Rubric } from './rubric.js';
import { criteria1 } from './rubric-1-criteria.js';
import { fileRules1 } from './rubric-1-file-rules.js';
import { pictureRules1 } from './rubric-1-picture-rules.js';

/** Published: whatever would change a score belongs in the next version. */
export const rubric1: Rubric = deepFreeze({
  version: '1',
  criteria: criteria1,
  rules: [...pictureRules1, ...fileRules1],
});
