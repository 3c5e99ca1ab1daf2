import { nodeIsSupported, startAgainOnBundledNode } from './node-version.js';

/** Everything else is loaded late: on an old Node it could not even be linked. */
async function main(): Promise<void> {
  await import('reflect-metadata');
  const { loadConfig, ConfigError } = await import('./config.js');
  const { startServer } = await import('./server.js');
  try {
    const server = await startServer(loadConfig());
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void server.stop().then(() => process.exit(0)));
    }
  } catch (error) {
    const reason = error instanceof ConfigError ? error.message : error;
    process.stderr.write(`The server cannot start. ${reason instanceof Error ? reason.message : reason}\n`);
    process.exitCode = 1;
  }
}

if (nodeIsSupported()) await main();
else startAgainOnBundledNode();
