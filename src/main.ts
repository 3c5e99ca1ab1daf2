import { nodeIsSupported, startAgainOnBundledNode } from './node-version.js';

/** Everything else is loaded late: on an old Node it could not even be linked. */
async function main(): Promise<void> {
  const { loadConfig, ConfigError } = await import('./config.js');
  const { startServer } = await import('./server.js');
  try {
    const server = await startServer(loadConfig());
    let stopping = false;
    const stop = async () => {
      // npm repeats a Ctrl-C that the terminal has already sent: the second one must not cut the stop short.
      if (stopping) return;
      stopping = true;
      await server.stop();
      process.exit(0);
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  } catch (error) {
    const reason = error instanceof ConfigError ? error.message : error;
    process.stderr.write(`The server cannot start. ${reason instanceof Error ? reason.message : reason}\n`);
    process.exitCode = 1;
  }
}

if (nodeIsSupported()) await main();
else startAgainOnBundledNode();
