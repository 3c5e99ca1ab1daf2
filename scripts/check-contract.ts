import { readFile } from 'node:fs/promises';
import { announcesMajor, breakingChanges } from './breaking-changes.js';

/** Fails when clients of the last release would break, unless the changelog announces a new major version. */
const read = (file: string) => readFile(file, 'utf8');
const breaking = await breakingChanges(
  await read('schema/released.graphql'),
  await read('schema/schema.graphql'),
);
if (breaking.length === 0) {
  console.log('Every client of the last release goes on working.');
} else {
  const announced = announcesMajor(await read('CHANGELOG.md'));
  console.log(`Changes that break clients of the last release:\n  ${breaking.join('\n  ')}`);
  console.log(
    announced ? 'The changelog announces a major version.' : 'Undo them, or announce a major version.',
  );
  if (!announced) process.exitCode = 1;
}
