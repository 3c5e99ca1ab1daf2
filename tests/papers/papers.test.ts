import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { versionProblems } from '../../scripts/version-problems.js';
import { ErrorCode } from '../../src/errors/app-error.js';
import { anchors, operations, paper, tableRows } from './papers.js';

describe('error codes', () => {
  const codes = Object.values(ErrorCode).sort();

  it('are all explained in schema/errors.md, and no others', () => {
    const explained = tableRows(paper('schema/errors.md'), 'code').map(([code]) => code);
    expect(explained.sort()).toEqual(codes);
  });

  it('in the table of docs/api.md exist', () => {
    const told = tableRows(paper('docs/api.md'), 'code').map(([code]) => code);
    expect(told).toContain('UPLOAD_PREFLIGHT_MISSING');
    expect(codes).toEqual(expect.arrayContaining(told));
  });
});

it('CHANGELOG.md, the packages and the released schema tell of one version', () => {
  expect(versionProblems(paper)).toEqual([]);
});

const PAPERS = ['README.md', 'CONTRIBUTING.md', 'examples/README.md', ...globSync('docs/**/*.md').sort()];

describe('operations that the papers show', () => {
  const schema = buildSchema(paper('schema/schema.graphql'));
  const documents = PAPERS.flatMap((path) => operations(paper(path)));

  it.each(documents)('fit the schema: %s', (document) => {
    expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([]);
  });

  it.each(['README.md', 'docs/api.md', 'docs/clients.md'])('are found in %s', (path) => {
    expect(operations(paper(path))).not.toEqual([]);
  });
});

it.each(PAPERS)('%s links to files that exist', (path) => {
  const links = [...paper(path).matchAll(/[^!]\[[^\]]*\]\((?!https?:|#)([^)#]+)/g)].map(([, to = '']) => to);
  const missing = links.filter((to) => !existsSync(new URL(to, new URL(`../../${path}`, import.meta.url))));
  expect(missing).toEqual([]);
});

it.each(PAPERS)('%s names scripts that the package has', (path) => {
  const { scripts } = JSON.parse(paper('package.json')) as { scripts: Record<string, string> };
  const named = [...paper(path).matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
});

it.each(PAPERS)('%s links to headings that exist', (path) => {
  const links = [...paper(path).matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g)];
  const missing = links.filter(
    ([, to = '', anchor = '']) => !anchors(paper(to ? join(dirname(path), to) : path)).includes(anchor),
  );
  expect(missing.map(([link]) => link)).toEqual([]);
});

it('docs/architecture.md tells of the rooms and imports that are checked', async () => {
  const { ROOMS } = (await import(new URL('../../.dependency-cruiser.js', import.meta.url).href)) as {
    ROOMS: Record<string, string[]>;
  };
  const rows = tableRows(paper('docs/architecture.md'), 'room');
  const told = rows.map(([room, , imports = '']) => [room, imports === 'none' ? [] : imports.split(', ')]);
  expect(Object.fromEntries(told)).toEqual(ROOMS);
});
