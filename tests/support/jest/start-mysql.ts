import type { MariaDb } from '../start-maria-db.js';

declare global {
  var privateMysql: MariaDb | undefined;

  namespace NodeJS {
    interface ProcessEnv {
      CI?: string;
      PATH?: string;
      /** The server on which the MySQL suites create their databases. */
      TEST_MYSQL_URL?: string;
      /** What to tell the reader when there is none. */
      TEST_MYSQL_MISSING?: string;
    }
  }
}

/**
 * Before the first suite that needs MySQL: starts one private server for all of them, unless TEST_MYSQL_URL
 * names one. Where none is installed, leaves the notice for the reporter, and those suites skip themselves.
 */
// biome-ignore lint/style/noDefaultExport: jest loads the default export
export default async function startMysql(): Promise<void> {
  // Jest compiles tests only, not its plug-ins, and Node alone does not find a .ts file under the name .js.
  // @ts-expect-error: it comes without types
  await import('@oxc-node/core/register');
  const { default: buildServer } = await import('./build-server.js');
  await buildServer();
  if (process.env.TEST_MYSQL_URL) return;
  const { findMysqlServer } = await import('../find-mysql-server.js');
  if (findMysqlServer() === null) {
    const { framedNotice } = await import('./framed-notice.js');
    process.env.TEST_MYSQL_MISSING = framedNotice([
      'The MySQL suites are SKIPPED: no mariadbd or mysqld was found.',
      '',
      'npm run test:deps       installs one (Debian and Ubuntu)',
      'TEST_MYSQL_URL=mysql://user:password@host:3306/   uses a server of yours',
    ]);
    process.stderr.write(process.env.TEST_MYSQL_MISSING);
    return;
  }
  const { startMariaDb } = await import('../start-maria-db.js');
  globalThis.privateMysql = await startMariaDb();
  // The environment is what jest's workers inherit.
  process.env.TEST_MYSQL_URL = globalThis.privateMysql.url();
}
