import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where golden files are, and the list of those that were released: path and SHA-256. */
const FOLDERS = ['tests/scoring/golden', 'tests/measurement/golden', 'tests/judgement/golden'];
const LIST = 'tests/released-goldens.json';

type Hashes = Readonly<Record<string, string>>;

/** Every released golden file with its hash: these never change again. */
export function releasedGoldens(root = '.'): Hashes {
  return JSON.parse(readFileSync(join(root, LIST), 'utf8')) as Hashes;
}

/** Released files that are gone or hold something else. */
export function brokenPromises(root = '.'): string[] {
  return Object.entries(releasedGoldens(root)).flatMap(([path, hash]) => {
    if (!existsSync(join(root, path))) return [`${path} is gone`];
    return hashOf(readFileSync(join(root, path), 'utf8')) === hash ? [] : [`${path} was changed`];
  });
}

/** Whether that file may be written with this text. */
export function mayRecord(path: string, text: string, root = '.'): boolean {
  const hash = releasedGoldens(root)[path];
  return hash === undefined || hash === hashOf(text);
}

/** Puts all golden files that there are on the list. @throws Error where a released one was changed */
export function releaseGoldens(root = '.'): void {
  const broken = existsSync(join(root, LIST)) ? brokenPromises(root) : [];
  if (broken.length > 0) throw new Error(`What was released stays as it is: ${broken.join(', ')}`);
  const files = FOLDERS.flatMap((folder) => {
    const found = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    return found
      .filter((name) => name.endsWith('.json'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
  });
  const hashes = files.sort().map((path) => [path, hashOf(readFileSync(join(root, path), 'utf8'))]);
  writeFileSync(join(root, LIST), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
}

/** Line endings belong to the checkout. */
function hashOf(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}
