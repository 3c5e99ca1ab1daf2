declare global {
  namespace NodeJS {
    interface ProcessEnv {
      /** What to tell the reader when there is no Redis server. */
      TEST_REDIS_MISSING?: string;
    }
  }
}

/** Before the first suite that runs several nodes: MySQL for all of them, and a look for the Redis that each starts. */
// biome-ignore lint/style/noDefaultExport: jest loads the default export
export default async function prepareNodeTests(): Promise<void> {
  // Jest compiles tests only, not its plug-ins, and Node alone does not find a .ts file under the name .js.
  // @ts-expect-error: it comes without types
  await import('@oxc-node/core/register');
  const { default: buildServer } = await import('./build-server.js');
  await buildServer();
  const { findRedisServer } = await import('../start-redis.js');
  if (!findRedisServer()) {
    const { framedNotice } = await import('./framed-notice.js');
    process.env.TEST_REDIS_MISSING = framedNotice([
      'The suites of several nodes are SKIPPED: no redis-server or valkey-server was found.',
      '',
      'npm run test:deps       installs one (Debian and Ubuntu)',
    ]);
    process.stderr.write(process.env.TEST_REDIS_MISSING);
    return;
  }
  // Where AWS's own tools look for them, so servers do as well: the environment is what jest's workers inherit.
  const { KEY } = await import('../start-s3.js');
  process.env.AWS_ACCESS_KEY_ID = KEY.accessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = KEY.secretAccessKey;
  const { default: startMysql } = await import('./start-mysql.js');
  await startMysql();
}
