import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url));

let built: Promise<unknown> | undefined;

/**
 * Before the first suite that drives a whole server: builds it. What runs outside of jest's sandbox (servers, their threads,
 * their processes) is what users run, and starts several times as fast as from its sources.
 */
// biome-ignore lint/style/noDefaultExport: jest loads the default export
export default async function buildServer(): Promise<void> {
  const tsc = `${PROJECT}node_modules/typescript/bin/tsc`;
  built ??= promisify(execFile)(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: PROJECT });
  await built;
}
