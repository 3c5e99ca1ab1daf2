import type { EnvironmentContext, JestEnvironmentConfig } from '@jest/environment';
import type { Circus } from '@jest/types';
import { TestEnvironment } from 'jest-environment-node';

/**
 * Node's usual environment. When a variable named by the option `unlessMissing` is set, since something that the
 * suites need is not installed, it reports every test of them as skipped.
 */
// biome-ignore lint/style/noDefaultExport: jest loads the default export
export default class SkippingEnvironment extends TestEnvironment {
  readonly #missing: readonly string[];

  constructor(config: JestEnvironmentConfig, context: EnvironmentContext) {
    super(config, context);
    this.#missing = String(config.projectConfig.testEnvironmentOptions.unlessMissing).split(' ');
  }

  handleTestEvent(event: Circus.Event, state: Circus.State): void {
    if (event.name === 'setup' && this.#missing.some((name) => process.env[name])) {
      // A pattern that no name matches: circus then runs neither tests nor hooks, and counts each as skipped.
      state.testNamePattern = /(?!)/;
    }
  }
}
