import type { EnvironmentContext, JestEnvironmentConfig } from '@jest/environment';
import type { Circus } from '@jest/types';
import { TestEnvironment } from 'jest-environment-node';

/** The server as build-server.ts built it, which one worker loads once for all of its suites. */
const BUILT = new URL('../../../dist/', import.meta.url);

/**
 * Node's usual environment, for suites that drive whole servers: hands them the built server as Node itself loads it,
 * outside of jest's sandbox. When a variable named by the option `unlessMissing` is set, since something that the suites need
 * is not installed, it reports every test of them as skipped.
 */
// biome-ignore lint/style/noDefaultExport: jest loads the default export
export default class ServerEnvironment extends TestEnvironment {
  readonly #missing: readonly string[];

  constructor(config: JestEnvironmentConfig, context: EnvironmentContext) {
    super(config, context);
    const { unlessMissing = '' } = config.projectConfig.testEnvironmentOptions;
    this.#missing = String(unlessMissing).split(' ');
  }

  override async setup(): Promise<void> {
    await super.setup();
    const { parseConfig } = await import(new URL('config/config.js', BUILT).href);
    const { startServer } = await import(new URL('server.js', BUILT).href);
    this.global.builtServer = { parseConfig, startServer };
  }

  handleTestEvent(event: Circus.Event, state: Circus.State): void {
    if (event.name === 'setup' && this.#missing.some((name) => process.env[name])) {
      // A pattern that no name matches: circus then runs neither tests nor hooks, and counts each as skipped.
      state.testNamePattern = /(?!)/;
    }
  }
}
