import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { drawRepaired } from '../../demo/draw.js';
import { postTo, uploadForm } from '../support/api.js';
import type { AnalyzeThumbnailMutation } from '../support/operations.generated.js';
import { runProgram } from '../support/run-program.js';
import { startServerProcess } from '../support/server-process.js';

let image: string;

beforeEach(async () => {
  // On the disk of the project, so that files can be linked instead of copied.
  await mkdir(resolve('tests/output'), { recursive: true });
  image = await mkdtemp(resolve('tests/output/image-'));
});

afterEach(() => rm(image, { recursive: true, force: true }));

/** Megabytes on the disk. */
async function sizeOf(folder: string): Promise<number> {
  return Number.parseInt(await runProgram('du', ['-sm', folder], image), 10);
}

it('the packages of the image are those that run, and a server measures a picture with them', async () => {
  for (const file of ['package.json', 'package-lock.json', '.npmrc', 'dist', 'schema', 'web/package.json']) {
    await cp(resolve(file), join(image, file), { recursive: true });
  }
  await runProgram('cp', ['-al', resolve('node_modules'), image], image);
  // As the Dockerfile does it.
  await runProgram('npm', ['prune', '--omit=dev', '--offline', '--no-audit', '--no-fund'], image);
  const before = await sizeOf(join(image, 'node_modules'));
  await runProgram('sh', [resolve('scripts/prune-image.sh'), 'node_modules'], image);
  const after = await sizeOf(join(image, 'node_modules'));
  process.stdout.write(`packages of the image: ${before} MB, pruned ${after} MB\n`);
  expect(after).toBeLessThan(250);

  const data = { DATABASE_URL: `sqlite:${image}/data.sqlite`, PICTURES_URL: `file:${image}/pictures` };
  const server = startServerProcess(data, [join(image, 'dist/main.js')]);
  try {
    const form = uploadForm(await drawRepaired(), { judge: 'SKIP' }, 'repaired.jpg');
    const { data: answer, errors } = await postTo<AnalyzeThumbnailMutation>(await server.url(), form);
    expect(errors).toEqual([]);
    expect(answer?.analyzeThumbnail.unmeasured).toEqual([]);
  } finally {
    await server.kill();
  }
});
