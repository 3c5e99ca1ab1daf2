import { styleText } from 'node:util';
import { pino } from 'pino';
import { buildAppWhenStale } from '../scripts/build-app-when-stale.js';
import { type Config, ConfigError, loadConfig } from '../src/config/config.js';
import { type RunningServer, startServer } from '../src/server.js';
import { type AnalyzedPicture, analyzePicture } from './analyze-picture.js';
import { DemoClient } from './demo-client.js';
import { DemoError } from './demo-error.js';
import { drawnPictures, ownPictures, type Picture } from './pictures.js';
import { reportLines } from './report-lines.js';

const COLUMNS_WHEN_UNKNOWN = 80;

async function main(): Promise<void> {
  const paths = process.argv.slice(2);
  const pictures = paths.length > 0 ? await ownPictures(paths) : await drawnPictures();
  const config = loadConfig();
  await buildAppWhenStale();
  const server = await startOnFreePort(config);
  stopOnSignal(server);
  try {
    await show(pictures, server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  console.log(`\n${config.groq ? '' : `${howToAddTheJudge()}\n`}${whereToGoOn(server.url)}`);
}

/** Ctrl-C arrives twice, from the terminal and through npm: the second one must not cut the stop short. */
function stopOnSignal(server: RunningServer): void {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      void server.stop().finally(() => process.exit());
    });
  }
}

/** The terminal belongs to the cards: the server speaks only when something breaks, and on stderr. */
async function startOnFreePort(config: Config): Promise<RunningServer> {
  const log = pino({ level: 'error' }, pino.destination(process.stderr.fd));
  try {
    return await startServer(config, log);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    return startServer({ ...config, port: 0 }, log);
  }
}

async function show(pictures: readonly Picture[], serverUrl: string): Promise<void> {
  const client = new DemoClient(serverUrl);
  const rubric = await client.rubric();
  const analyzed: AnalyzedPicture[] = [];
  for (const picture of pictures) analyzed.push(await analyzePicture(client, picture));
  const lines = await reportLines(analyzed, rubric, process.stdout.columns ?? COLUMNS_WHEN_UNKNOWN);
  console.log(lines.join('\n'));
}

function howToAddTheJudge(): string {
  return `${styleText('bold', 'Add a judge')}  put GROQ_API_KEY=… (from console.groq.com/keys) into .env`;
}

function whereToGoOn(serverUrl: string): string {
  const line = (label: string, path: string) =>
    `${styleText('bold', label)}   ${styleText('cyan', serverUrl + path)}`;
  return `${line('Front end ', '/app/')}\n${line('Playground', '/playground/')}  (Ctrl-C stops)`;
}

try {
  await main();
} catch (error) {
  const isExpected = error instanceof DemoError || error instanceof ConfigError;
  const reason = isExpected ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(
    `${styleText('red', 'The demo cannot go on.', { stream: process.stderr })} ${reason}\n`,
  );
  process.exitCode = 1;
}
