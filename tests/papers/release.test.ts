import { readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { contractProblems } from '../../scripts/contract.js';
import { release } from '../../scripts/release-files.js';
import { versionProblems } from '../../scripts/version-problems.js';
import { brokenPromises, mayRecord, releasedGoldens } from '../support/golden-released.js';

const COPIED = [
  'CHANGELOG.md',
  'package.json',
  'package-lock.json',
  'web/package.json',
  'schema/schema.graphql',
  'schema/released.graphql',
  'tests/released-goldens.json',
  'tests/scoring/golden',
  'tests/measurement/golden',
  'tests/judgement/golden',
];

/** The project as it would be released, so that a dry run touches nothing. */
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'thumbnail-release-'));
  for (const path of COPIED) await cp(path, join(root, path), { recursive: true });
  // As after a release: nothing is new.
  await edit('schema/schema.graphql', () => readNow('schema/released.graphql'));
  await edit('CHANGELOG.md', (text) => text.replace(/(?<=^## \[Unreleased\]\n).*?(?=^## )/ms, '\n'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const readNow = (path: string) => readFileSync(join(root, path), 'utf8');
const version = () => (JSON.parse(readNow('package.json')) as { version: string }).version;

async function edit(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(join(root, path), change(await readFile(join(root, path), 'utf8')));
}

/** A line in a section of what is unreleased. */
const tell = (section: string) =>
  edit('CHANGELOG.md', (text) =>
    text.replace('## [Unreleased]\n', `## [Unreleased]\n\n### ${section}\n\n- A change.\n`),
  );

/** What the contract and the papers find, as CI would. */
async function problems(): Promise<string[]> {
  const [released, current] = [readNow('schema/released.graphql'), readNow('schema/schema.graphql')];
  const contract = await contractProblems({ released, current, changelog: readNow('CHANGELOG.md') });
  return [...contract, ...versionProblems(readNow), ...brokenPromises(root)];
}

const withField = (name: string) => (text: string) => text.replace('type Query {\n', `$&  ${name}: Int\n\n`);
const addField = withField('dryRun');
const removeField = (text: string) =>
  text.replace(/^ {2}uploadLimits: UploadLimits!?$/m, '  limits: UploadLimits');

/** The version that follows ours, with one of its numbers raised. */
function next(kind: 'major' | 'minor' | 'patch'): string {
  const [major = 0, minor = 0, patch = 0] = version().split('.').map(Number);
  if (kind === 'major') return `${major + 1}.0.0`;
  return kind === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

describe('a dry run of a release', () => {
  it.each([
    ['patch', 'Fixed', (text: string) => text],
    ['minor', 'Added', addField],
    ['major', 'Breaking', removeField],
    // Settings and stored data can break as well.
    ['major', 'Breaking', addField],
  ] as const)(
    '%s passes every check before, at and after it, told under %s',
    async (kind, section, change) => {
      expect(await problems()).toEqual([]);
      await tell(section);
      expect(await problems()).toEqual([]);
      await edit('schema/schema.graphql', change);
      expect(await problems()).toEqual([]);

      const released = next(kind);
      await release(root, released, '2030-01-01');
      expect(await problems()).toEqual([]);
      expect(version()).toBe(released);

      await tell('Fixed');
      expect(await problems()).toEqual([]);
      await edit('schema/schema.graphql', withField('dryRunAgain'));
      await release(root, next('patch'), '2030-01-02');
      expect(await problems()).toEqual([]);
    },
  );

  it.each(['minor', 'patch'] as const)('%s is refused where clients would break', async (kind) => {
    await tell('Changed');
    await edit('schema/schema.graphql', removeField);
    expect(await problems()).toEqual([expect.stringContaining('uploadLimits')]);
    await expect(release(root, next(kind), '2030-01-01')).rejects.toThrow('Clients would break');
    await tell('Breaking');
    expect(await problems()).toEqual([]);
    await expect(release(root, next(kind), '2030-01-01')).rejects.toThrow(`has to be ${next('major')}`);
    // A refused release leaves everything as it was.
    expect(await problems()).toEqual([]);
  });

  it('keeps what clients got: the schema, and every golden file', async () => {
    await tell('Added');
    await edit('schema/schema.graphql', addField);
    const path = 'tests/scoring/golden/rubric-2/table.json';
    const fresh = 'tests/scoring/golden/rubric-2/more.json';
    await writeFile(join(root, fresh), '{}\n');
    expect(mayRecord(fresh, 'other', root)).toBe(true);

    await release(root, next('minor'), '2030-01-01');
    expect(readNow('schema/released.graphql')).toContain('dryRun: Int');
    expect(Object.keys(releasedGoldens(root))).toEqual(expect.arrayContaining([path, fresh]));
    expect(mayRecord(fresh, 'other', root)).toBe(false);
    expect(mayRecord(fresh, '{}\n', root)).toBe(true);

    await edit(path, (text) => text.replace('0.16', '0.17'));
    await rm(join(root, fresh));
    expect(await problems()).toEqual([`${fresh} is gone`, `${path} was changed`]);
    await tell('Fixed');
    await expect(release(root, next('patch'), '2030-01-02')).rejects.toThrow('stays as it is');
  });
});

it('every golden file that was released is as it was', () => {
  expect(brokenPromises()).toEqual([]);
});
