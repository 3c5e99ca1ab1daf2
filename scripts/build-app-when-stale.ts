import { execFile } from 'node:child_process';
import { glob, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = 'web/{index.html,package.json,vite.config.ts,src/**/*}';

/** Builds the front end unless what was built is newer than everything that it is made of. */
export async function buildAppWhenStale(): Promise<void> {
  const built = await changedAt('web/dist/index.html');
  for await (const source of glob(SOURCES, { cwd: PROJECT })) {
    if ((await changedAt(source)) < built) continue;
    const vite = join(PROJECT, 'node_modules/vite/bin/vite.js');
    const options = ['build', 'web', '--logLevel', 'warn'];
    // Jest calls its environment "test", and then React would be built for developers: half as large again.
    const env = { ...process.env, NODE_ENV: 'production' };
    await promisify(execFile)(process.execPath, [vite, ...options], { cwd: PROJECT, env });
    return;
  }
}

/** Milliseconds since 1970; 0 for what is not there. */
async function changedAt(path: string): Promise<number> {
  const stats = await stat(join(PROJECT, path)).catch(() => undefined);
  return stats?.mtimeMs ?? 0;
}
