import { readFile } from 'node:fs/promises';
import { breakingChanges, contractProblems } from './contract.js';

/** Fails when clients of the last release would break, unless the changelog announces a new major version. */
const read = (file: string) => readFile(file, 'utf8');
const contract = {
  released: await read('schema/released.graphql'),
  current: await read('schema/schema.graphql'),
  changelog: await read('CHANGELOG.md'),
};
const breaking = await breakingChanges(contract.released, contract.current);
if (breaking.length === 0) {
  console.log('Every client of the last release still works.');
} else {
  console.log(`Changes that break clients of the last release:\n  ${breaking.join('\n  ')}`);
  const problems = await contractProblems(contract);
  console.log(
    problems.length === 0
      ? 'The changelog announces a major version.'
      : 'Undo them, or tell of them under "### Breaking" of "## [Unreleased]" in CHANGELOG.md.',
  );
  if (problems.length > 0) process.exitCode = 1;
}
