import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { docSnippets, snippetOf } from '../support/doc-snippets.js';
import { ThumbnailHistoryDocument } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { runProgram } from '../support/run-program.js';

const DOCUMENTED_ADDRESS = 'http://127.0.0.1:4000';
const ANALYSED = /^score \d+, PARTIAL\n/;

/** Programs that npm does not bring; jest counts the test of one that is missing as skipped. */
const withCurl = works('curl', '--version') ? it : it.skip;
const withPython = works('python3', '-c', 'import requests') ? it : it.skip;

let api: Api;
let folder: string;
let snippets: Awaited<ReturnType<typeof docSnippets>>;

beforeAll(async () => {
  api = await Api.start();
  snippets = await docSnippets('docs/clients.md');
  folder = await mkdtemp(join(tmpdir(), 'thumbnail-clients-'));
  await symlink(resolve('node_modules'), join(folder, 'node_modules'), 'dir');
  await writeFile(join(folder, 'picture.jpg'), await smallPicture(1));
});

afterAll(async () => {
  await api?.remove();
  await rm(folder, { recursive: true, force: true });
});

describe('docs/clients.md', () => {
  it.each(['Apollo Client', 'urql', 'fetch'])('uploads with %s', async (client) => {
    expect(await storedBy(() => run(client, 'js', 'program.mjs', process.execPath))).toMatch(ANALYSED);
  });

  it('reads the history with graphql-request', async () => {
    const { thumbnailHistory } = await api.ask(ThumbnailHistoryDocument, { first: 10 });
    const printed = await run('graphql-request', 'js', 'program.mjs', process.execPath);
    expect(printed).toBe(`${thumbnailHistory!.edges.length} in the history\n`);
  });

  withCurl('uploads with curl', async () => {
    const printed = await storedBy(() => run('curl', 'sh', 'program.sh', 'sh'));
    expect(JSON.parse(printed)).toEqual({
      data: { analyzeThumbnail: expect.objectContaining({ status: 'PARTIAL' }) },
    });
  });

  withPython('uploads with Python requests', async () => {
    expect(await storedBy(() => run('Python', 'python', 'program.py', 'python3'))).toMatch(ANALYSED);
  });

  it('reads the history with urql as well', async () => {
    const printed = await run('urql', 'js', 'program.mjs', process.execPath);
    expect(printed).toContain(`${await stored()} in the history`);
  });

  it.each(['Apollo Client', 'urql', 'fetch'])('shows the code of a refusal with %s', async (client) => {
    await writeFile(join(folder, 'picture.jpg'), 'not a picture');
    try {
      const printed = await run(client, 'js', 'program.mjs', process.execPath);
      expect(printed).toMatch(/^IMAGE_TYPE_UNSUPPORTED: /);
    } finally {
      await writeFile(join(folder, 'picture.jpg'), await smallPicture(1));
    }
  });
});

/** Runs a snippet as it stands, but for the address of the server. */
async function run(heading: string, language: string, file: string, command: string): Promise<string> {
  const code = snippetOf(snippets, heading, language, DOCUMENTED_ADDRESS);
  await writeFile(join(folder, file), code.replaceAll(DOCUMENTED_ADDRESS, api.url));
  return runProgram(command, [file], folder);
}

/** Proves that a program has really stored one thumbnail. */
async function storedBy(program: () => Promise<string>): Promise<string> {
  const before = await stored();
  const printed = await program();
  expect(await stored()).toBe(before + 1);
  return printed;
}

async function stored(): Promise<number> {
  const { thumbnailHistory } = await api.ask(ThumbnailHistoryDocument, { first: 100 });
  return thumbnailHistory!.edges.length;
}

function works(program: string, ...parameters: readonly string[]): boolean {
  return spawnSync(program, parameters).status === 0;
}
