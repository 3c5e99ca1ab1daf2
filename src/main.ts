import { constants } from 'node:os';
import { nodeIsSupported, startAgainOnBundledNode } from './process/node-version.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
type Signal = (typeof SIGNALS)[number];

/** Within this time two signals are one. */
const SAME_SIGNAL_MS = 500;
/** Closing what is open takes a moment, also where requests get no grace. */
const LEAST_GRACE_MS = 1000;

/** Everything else is loaded late: on an old Node it could not even be linked. */
async function main(): Promise<void> {
  const { loadConfig, ConfigError } = await import('./config/config.js');
  const { startServer } = await import('./server.js');
  try {
    const config = loadConfig();
    const starting = startServer(config);
    // Heard from here on: a start that is cut in the middle leaves a migration half done.
    endOnSignal(starting, Math.max(config.shutdownGraceMs, LEAST_GRACE_MS));
    await starting;
  } catch (error) {
    const reason = error instanceof ConfigError ? error.message : error;
    process.stderr.write(`The server cannot start. ${reason instanceof Error ? reason.message : reason}\n`);
    process.exitCode = 1;
  }
}

/** Stops the server on the first signal. The process ends when the grace period is over, even if something still hangs. */
function endOnSignal(starting: Promise<{ stop(): Promise<void> }>, graceMs: number): void {
  let firstAt: number | undefined;
  const onSignal = async (signal: Signal) => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      setTimeout(() => {
        process.stderr.write('The server did not stop within SHUTDOWN_GRACE_MS, and is ended.\n');
        endAtOnce(signal);
      }, graceMs);
      const server = await starting.catch(() => undefined);
      await server?.stop();
      // From here on a signal ends the process by itself: its exit waits for a picture that is being decoded.
      for (const one of SIGNALS) process.removeAllListeners(one);
      process.exit();
    }
    // npm repeats a Ctrl-C that the terminal has already sent: only later does the person not want to wait.
    if (performance.now() - firstAt > SAME_SIGNAL_MS) endAtOnce(signal);
  };
  for (const signal of SIGNALS) process.on(signal, () => void onSignal(signal));
}

/** As the signal does by itself: `process.exit` waits for a picture that is being decoded. */
function endAtOnce(signal: Signal): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  // The first process of a container does not hear its own signals.
  process.exit(128 + constants.signals[signal]);
}

if (nodeIsSupported()) await main();
else startAgainOnBundledNode();
