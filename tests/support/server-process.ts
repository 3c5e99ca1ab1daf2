import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** A server in a process of its own, which a test can kill. */
export interface ServerProcess {
  readonly child: ChildProcess;
  /** All that it wrote so far. */
  output(): string;
  /** Where it listens, as soon as it does; rejects when it ends instead. */
  url(): Promise<string>;
  /** Ends it as a crash would; nothing happens when it has ended already. */
  kill(): Promise<void>;
}

/** What Node is given to run the server: in tests as it was built before them, elsewhere from its sources. */
const PROGRAM = process.env.JEST_WORKER_ID
  ? [resolve('dist/main.js')]
  : ['--import', '@oxc-node/core/register', resolve('src/main.ts')];

/** Starts the server with nothing else in its environment. */
export function startServerProcess(
  environment: Readonly<Record<string, string>>,
  program: readonly string[] = PROGRAM,
): ServerProcess {
  const child = spawn(process.execPath, [...program], {
    cwd: resolve('.'),
    // Whoever tests the limits sets them.
    env: { PORT: '0', ANALYSES_PER_MINUTE: '1000000', ANALYSIS_QUEUE: '1000', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
    });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;

  return {
    child,
    output: () => output,
    url: async () => {
      for (;;) {
        const url = /listening at (http:[^"\s]+)/.exec(output)?.[1];
        if (url) return url;
        if (hasEnded()) throw new Error(`ended: ${output}`);
        await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
      }
    },
    kill: async () => {
      if (hasEnded()) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}
