import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { versionProblems } from '../../scripts/version-problems.js';
import { ErrorCode } from '../../src/errors/app-error.js';
import { paper, tableRows } from './papers.js';

describe('error codes', () => {
  const codes = Object.values(ErrorCode).sort();

  it('are all explained in schema/errors.md, and no others', () => {
    const explained = tableRows(paper('schema/errors.md'), 'code').map(([code]) => code);
    expect(explained.sort()).toEqual(codes);
  });

  it('in the table of README.md exist', () => {
    const told = tableRows(paper('README.md'), 'code').map(([code]) => code);
    expect(told).toContain('UPLOAD_PREFLIGHT_MISSING');
    expect(codes).toEqual(expect.arrayContaining(told));
  });
});

it('CHANGELOG.md, the packages and the released schema tell of one version', () => {
  expect(versionProblems(paper)).toEqual([]);
});

describe('README.md', () => {
  const readme = paper('README.md');
  const schema = buildSchema(paper('schema/schema.graphql'));
  const documents = [
    ...readme.matchAll(/gql`(.*?)`/gs),
    ...readme.matchAll(/```graphql\n(.*?)```/gs),
    ...readme.matchAll(/"query": "(.*?)"/g),
  ].map(([, document = '']) => document.trim());

  it.each(documents)('shows an operation that fits the schema: %s', (document) => {
    expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([]);
  });

  it('shows the operations of curl, of Apollo Client and of the history', () => {
    expect(documents.length).toBeGreaterThanOrEqual(3);
  });
});

const PAPERS = ['README.md', 'CONTRIBUTING.md', 'docs/decisions/README.md', 'examples/README.md'];

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
