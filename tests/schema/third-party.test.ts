import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { docSnippets, snippetOf } from '../support/doc-snippets.js';
import { runProgram } from '../support/run-program.js';

const PROGRAM = 'tests/support/every-operation.ts';
const COMPILER_OPTIONS = {
  strict: true,
  noEmit: true,
  target: 'es2023',
  lib: ['es2023', 'dom'],
  module: 'esnext',
  moduleResolution: 'bundler',
  types: [],
};

let folder: string;

/** A folder as somebody else has it: the published schema, the documented configuration and packages from npm. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbnail-third-party-'));
  await symlink(resolve('node_modules'), join(folder, 'node_modules'), 'dir');
  await cp('schema', join(folder, 'schema'), { recursive: true });
  await mkdir(join(folder, 'src'));
  await writeFile(
    join(folder, 'codegen.yml'),
    snippetOf(await docSnippets('docs/clients.md'), 'Types', 'yaml'),
  );
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: COMPILER_OPTIONS }));
  await node('@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.yml');
}, 400_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('somebody who has nothing but schema/', () => {
  it('type-checks a program that uses every operation', async () => {
    const program = await readFile(PROGRAM, 'utf8');
    for (const operation of await publishedOperations())
      expect(program).toContain(`ask(${operation}Document, `);
    expect(await typeCheck(program)).toBe('');
  });

  it('is told by the types of a field that does not exist', async () => {
    const program = await readFile(PROGRAM, 'utf8');
    const misread = program.replace('analyzeThumbnail.score', 'analyzeThumbnail.clickThroughRate');
    expect(await typeCheck(misread)).toContain("'clickThroughRate' does not exist");
  });
});

async function publishedOperations(): Promise<string[]> {
  const files = (await readdir('schema/operations')).map((name) => join('schema/operations', name));
  const documents = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return documents.flatMap((text) =>
    parse(text).definitions.flatMap((definition) =>
      definition.kind === 'OperationDefinition' ? [definition.name!.value] : [],
    ),
  );
}

/** What the compiler says of the program; nothing when it is right. */
async function typeCheck(program: string): Promise<string> {
  await writeFile(join(folder, 'src', 'program.ts'), program);
  return node('typescript/bin/tsc', '--project', 'tsconfig.json').then(
    () => '',
    (error: { stdout: string }) => error.stdout,
  );
}

function node(script: string, ...parameters: readonly string[]): Promise<string> {
  return runProgram(process.execPath, [join('node_modules', script), ...parameters], folder);
}
