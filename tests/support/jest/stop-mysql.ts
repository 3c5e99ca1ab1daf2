import type {} from './start-mysql.js';

/** After the last suite: stops the private server and removes its data. */
// biome-ignore lint/style/noDefaultExport: jest loads the default export
export default async function stopMysql(): Promise<void> {
  await globalThis.privateMysql?.remove();
}
