declare global {
  namespace NodeJS {
    interface ProcessEnv {
      /** What to tell the reader when there is no Chromium. */
      TEST_CHROMIUM_MISSING?: string;
    }
  }
}

/** Before the first suite that drives a browser: where none is installed, those suites skip themselves. */
// biome-ignore lint/style/noDefaultExport: jest loads the default export
export default async function lookForChromium(): Promise<void> {
  // Jest compiles tests only, not its plug-ins, and Node alone does not find a .ts file under the name .js.
  // @ts-expect-error: it comes without types
  await import('@oxc-node/core/register');
  const { findChromium } = await import('../find-chromium.js');
  if (findChromium()) return;
  const { framedNotice } = await import('./framed-notice.js');
  process.env.TEST_CHROMIUM_MISSING = framedNotice([
    'The browser suites are SKIPPED: no Chromium was found.',
    '',
    'npm run test:deps       installs one (Debian and Ubuntu)',
  ]);
  process.stderr.write(process.env.TEST_CHROMIUM_MISSING);
}
