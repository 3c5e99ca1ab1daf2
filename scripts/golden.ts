import 'reflect-metadata';
import { publishedRubrics } from '../src/scoring/rubrics.js';
import { startFakeGroq } from '../tests/support/fake-groq.js';
import { type Golden, goldenText, readGolden, writeGolden } from '../tests/support/golden-file.js';
import { measuredGolden, RECORDED_PICTURES } from '../tests/support/golden-measurements.js';
import { questionGolden } from '../tests/support/golden-questions.js';
import { mayRecord } from '../tests/support/golden-released.js';
import { rubricGoldens } from '../tests/support/golden-scores.js';
import { startMeasurer } from '../tests/support/start-measurer.js';

/**
 * Records what the current versions publish: rubrics, questions, and numbers of drawn pictures. What was released is
 * never written again.
 */
function record(golden: Golden): void {
  const text = goldenText(golden.content);
  if (!mayRecord(golden.path, text)) {
    console.error(`REFUSED ${golden.path}: it was released. Raise the version, or undo the change.`);
    process.exitCode = 1;
  } else {
    const recorded = readGolden(golden.path);
    const isSame = recorded !== undefined && goldenText(recorded) === text;
    console.log(`${isSame ? 'unchanged' : 'recorded '} ${golden.path}`);
    if (!isSame) writeGolden(golden);
  }
}

publishedRubrics.flatMap(rubricGoldens).forEach(record);

const groq = await startFakeGroq();
for (const rubric of publishedRubrics) record(await questionGolden(rubric, groq));
await groq.stop();

const measurer = startMeasurer();
for (const name of Object.keys(RECORDED_PICTURES)) record(await measuredGolden(name, measurer));
await measurer.stop();
