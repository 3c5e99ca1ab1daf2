/** Before the first suite that drives a browser: looks for one, and builds what it is going to show. */
// biome-ignore lint/style/noDefaultExport: jest loads the default export
export default async function prepareBrowserTests(): Promise<void> {
  // Jest compiles tests only, not its plug-ins, and Node alone does not find a .ts file under the name .js.
  // @ts-expect-error: it comes without types
  await import('@oxc-node/core/register');
  const { default: buildServer } = await import('./build-server.js');
  await buildServer();
  const { default: lookForChromium } = await import('./look-for-chromium.js');
  await lookForChromium();
  if (process.env.TEST_CHROMIUM_MISSING) return;
  const { buildAppWhenStale } = await import('../../../scripts/build-app-when-stale.js');
  await buildAppWhenStale();
}
