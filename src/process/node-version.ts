import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const REQUIRED_MAJOR = 24;

/** Whether the running Node can run the server. */
export function nodeIsSupported(): boolean {
  return Number(process.versions.node.split('.')[0]) >= REQUIRED_MAJOR;
}

/**
 * Runs the same command again on the Node that npm installed beside us and ends as it ends, or says in one
 * line what is missing. Uses only what old versions of Node have, since it runs on them.
 */
export function startAgainOnBundledNode(): void {
  const bundled = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
  if (!existsSync(bundled)) {
    process.stderr.write(
      `Node ${REQUIRED_MAJOR} or newer is needed, this is ${process.versions.node}: run "npm ci", which brings one along, or install it.\n`,
    );
    process.exitCode = 1;
    return;
  }
  const child = spawn(bundled, process.argv.slice(1), { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
    process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
  });
}
