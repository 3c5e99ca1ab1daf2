import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { releaseGoldens } from '../tests/support/golden-released.js';
import { releasedChangelog } from './changelog.js';
import { asReleased, contractProblems } from './contract.js';

const PACKAGES = ['package.json', 'web/package.json'];

/**
 * Makes the project in that folder the one of a version: changelog, packages, and what clients rely on from now on.
 * @throws Error where the version does not follow, or clients would break without an announcement; then nothing is changed
 */
export async function release(root: string, version: string, date: string): Promise<void> {
  const read = (path: string) => readFile(join(root, path), 'utf8');
  const changelog = await read('CHANGELOG.md');
  const current = await read('schema/schema.graphql');
  const broken = await contractProblems({
    released: await read('schema/released.graphql'),
    current,
    changelog,
  });
  if (broken.length > 0) throw new Error(`Clients would break: ${broken.join(' ')}`);

  const texts: Record<string, string> = {
    'CHANGELOG.md': releasedChangelog(changelog, version, date),
    'package-lock.json': lockOf(await read('package-lock.json'), version),
    'schema/released.graphql': asReleased(current, version),
  };
  for (const path of PACKAGES) texts[path] = packageOf(await read(path), version);
  // Refuses before anything is written.
  releaseGoldens(root);
  for (const [path, text] of Object.entries(texts)) await writeFile(join(root, path), text);
}

interface Manifest {
  version: string;
}

function packageOf(text: string, version: string): string {
  const manifest = JSON.parse(text) as Manifest;
  return asNpmWrites({ ...manifest, version });
}

/** Our own packages: the root and its workspace. */
function lockOf(text: string, version: string): string {
  const lock = JSON.parse(text) as Manifest & { packages: Record<string, Manifest> };
  for (const own of ['', 'web']) {
    const entry = lock.packages[own];
    if (!entry) throw new Error(`package-lock.json does not know "${own}"`);
    entry.version = version;
  }
  return asNpmWrites({ ...lock, version });
}

function asNpmWrites(json: unknown): string {
  return `${JSON.stringify(json, null, 2)}\n`;
}
