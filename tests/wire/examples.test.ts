import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { freePort } from '../support/free-port.js';
import { ThumbnailHistoryDocument } from '../support/operations.generated.js';
import { smallPicture } from '../support/pictures.js';
import { runProgram } from '../support/run-program.js';

let api: Api;
let folder: string;
let picture: string;

beforeAll(async () => {
  api = await Api.start();
  folder = await mkdtemp(join(tmpdir(), 'thumbnail-examples-'));
  picture = join(folder, 'picture.png');
  await writeFile(picture, await smallPicture(1));
});

afterAll(async () => {
  await api?.remove();
  await rm(folder, { recursive: true, force: true });
});

describe('examples/analyse.mjs', () => {
  it('prints the score and the three most important findings', async () => {
    const [score, judge, ...findings] = (await run(picture)).trimEnd().split('\n');
    const { thumbnailHistory } = await api.ask(ThumbnailHistoryDocument, { first: 10 });
    const { node } = thumbnailHistory!.edges[0]!;
    expect(node.filename).toBe('picture.png');
    expect(score).toBe(`Score: ${node.latestAnalysis.score} of 100, PARTIAL`);
    expect(judge).toMatch(/^Not judged: .+ \(JUDGE_NOT_CONFIGURED\)$/);
    expect(findings).toHaveLength(3);
    for (const finding of findings) expect(finding).toMatch(/^(CRITICAL|MAJOR|MINOR): .+\. .+\.$/);
  });

  it('ends with 1, and with the message and the code of a refusal', async () => {
    const words = join(folder, 'words.png');
    await writeFile(words, 'These are words, and no picture.');
    await expect(run(words)).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^.+ \(IMAGE_TYPE_UNSUPPORTED\)\n$/),
    });
  });

  it('ends with 1 where there is no picture, no file and no server', async () => {
    await expect(run()).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^Usage: .+\n$/) });
    await expect(run(join(folder, 'missing.png'))).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^.+\n$/),
    });
    const nowhere = `http://127.0.0.1:${await freePort()}/graphql`;
    await expect(run(picture, nowhere)).rejects.toMatchObject({
      code: 1,
      stderr: 'fetch failed (ECONNREFUSED)\n',
    });
  });
});

/** What it prints; rejects with exit code and both outputs where it fails. */
function run(path?: string, url = `${api.url}/graphql`): Promise<string> {
  const script = resolve('examples/analyse.mjs');
  return runProgram(process.execPath, path ? [script, path, url] : [script], folder);
}
