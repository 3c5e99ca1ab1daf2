import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createMysqlDatabase, runOnMysql } from './create-mysql-database.js';
import { findExecutable, findMysqlServer, type MysqlServerBinary } from './find-mysql-server.js';
import { freePort } from './free-port.js';
import { guardProcess } from './process-guard.js';

/** A private server on a loopback port, with a data folder of its own. */
export interface MariaDb {
  /** The URL of one of its databases, or without a name of the server itself. */
  url(database?: string): string;
  /** Creates an empty database and gives its URL. */
  createDatabase(): Promise<string>;
  /** Ends the server as an outage would look to its clients; the data stay. */
  stop(): Promise<void>;
  /** Starts it again on the same data and port, with other settings where some are given; resolves once it takes connections. */
  start(settings?: readonly string[]): Promise<void>;
  /** Lets it hang: it keeps its connections, takes new ones, and answers nothing. */
  hang(): void;
  /** Lets it go on. */
  resume(): void;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

const START_DEADLINE_MS = 60_000;
const USER = 'test';

/**
 * Starts a private MariaDB or MySQL server; throws where `findMysqlServer` finds none.
 * @param settings further arguments of the server, such as --sql-mode=ANSI
 */
export async function startMariaDb(settings: readonly string[] = []): Promise<MariaDb> {
  const server = findMysqlServer();
  if (server === null) throw new Error('No mariadbd or mysqld found: run "npm run test:deps"');
  const folder = await mkdtemp(join(tmpdir(), 'thumbnail-mysql-'));
  const data = join(folder, 'data');
  const log = join(folder, 'log');
  const password = randomBytes(12).toString('hex');
  const port = await freePort();
  let running: ChildProcess | null = null;
  let callOffGuard = () => {};

  const url = (database = '') => `mysql://${USER}:${password}@127.0.0.1:${port}/${database}`;

  const start = async (now = settings) => {
    const output = openSync(log, 'a');
    const child = spawn(server.path, [...serverArguments(folder, data, port), ...now], {
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    running = child;
    if (child.pid === undefined) throw new Error(`${server.path} cannot be run`);
    callOffGuard = guardProcess(child.pid, folder);
    const deadline = Date.now() + START_DEADLINE_MS;
    while (!(await connects(url()))) {
      if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
        throw new Error(`${server.path} did not start:\n${readFileSync(log, 'utf8').slice(-4000)}`);
      }
      await pause(20);
    }
  };

  const stop = async () => {
    const child = running;
    running = null;
    callOffGuard();
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    // One that hangs hears it afterwards.
    child.kill('SIGCONT');
    await once(child, 'exit');
  };

  const remove = async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  };

  try {
    await mkdir(data);
    await writeFile(join(folder, 'init.sql'), initialSql(password));
    await createSystemTables(server, data);
    await start();
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    url,
    createDatabase: () => createMysqlDatabase(url()),
    stop,
    start,
    hang: () => void running?.kill('SIGSTOP'),
    resume: () => void running?.kill('SIGCONT'),
    remove,
  };
}

async function createSystemTables(server: MysqlServerBinary, data: string): Promise<void> {
  const run = promisify(execFile);
  if (server.flavour === 'mysql') {
    await run(server.path, ['--no-defaults', '--initialize-insecure', `--datadir=${data}`, ...asRoot()]);
    return;
  }
  const installer = findExecutable('mariadb-install-db') ?? findExecutable('mysql_install_db');
  if (installer === null) throw new Error('No mariadb-install-db found: run "npm run test:deps"');
  await run(installer, [
    '--no-defaults',
    `--datadir=${data}`,
    '--skip-test-db',
    '--skip-name-resolve',
    ...asRoot(),
  ]);
}

function serverArguments(folder: string, data: string, port: number): string[] {
  return [
    '--no-defaults',
    `--datadir=${data}`,
    '--bind-address=127.0.0.1',
    `--port=${port}`,
    `--socket=${join(folder, 's')}`,
    `--pid-file=${join(folder, 'pid')}`,
    `--init-file=${join(folder, 'init.sql')}`,
    '--skip-name-resolve',
    '--character-set-server=utf8mb4',
    '--max-connections=300',
    '--skip-log-bin',
    // Nothing here has to survive a power cut.
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-doublewrite=0',
    '--innodb-buffer-pool-size=64M',
    // Only MySQL knows it; its fixed second port would clash with another server.
    '--loose-mysqlx=0',
    ...asRoot(),
  ];
}

/** Both servers refuse to run as root unless told so. */
function asRoot(): string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}

// The server reads one statement per line. Root stays without access over TCP.
function initialSql(password: string): string {
  return [
    `CREATE USER IF NOT EXISTS '${USER}'@'127.0.0.1' IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON *.* TO '${USER}'@'127.0.0.1' WITH GRANT OPTION;`,
    '',
  ].join('\n');
}

async function connects(url: string): Promise<boolean> {
  try {
    await runOnMysql(url, 'SELECT 1');
    return true;
  } catch {
    return false;
  }
}
