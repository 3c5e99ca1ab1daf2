import 'reflect-metadata';
import { publishedRubrics } from '../src/scoring/rubrics.js';
import { writeGolden } from '../tests/support/golden-file.js';
import { rubricGoldens } from '../tests/support/golden-scores.js';

for (const golden of publishedRubrics.flatMap(rubricGoldens)) {
  writeGolden(golden);
  console.log(`recorded ${golden.path}`);
}
