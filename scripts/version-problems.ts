import { changelogProblems } from './changelog.js';
import { releasedVersion } from './contract.js';

/** What the papers say of the version, against each other; empty where they agree. */
export function versionProblems(read: (path: string) => string): string[] {
  const version = versionOf(read('package.json'));
  const others = {
    'web/package.json': versionOf(read('web/package.json')),
    'package-lock.json': versionOf(read('package-lock.json')),
    'schema/released.graphql': releasedVersion(read('schema/released.graphql')),
  };
  return [
    ...changelogProblems(read('CHANGELOG.md'), version),
    ...Object.entries(others)
      .filter(([, other]) => other !== version)
      .map(([path, other]) => `package.json is ${version}, and ${path} ${other}.`),
  ];
}

function versionOf(json: string): string {
  return (JSON.parse(json) as { readonly version: string }).version;
}
