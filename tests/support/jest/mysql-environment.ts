import type { Circus } from '@jest/types';
import { TestEnvironment } from 'jest-environment-node';

/** Node's usual environment; without a MySQL server it reports every test of its suites as skipped. */
// biome-ignore lint/style/noDefaultExport: jest loads the default export
export default class MysqlEnvironment extends TestEnvironment {
  handleTestEvent(event: Circus.Event, state: Circus.State): void {
    if (event.name === 'setup' && process.env.TEST_MYSQL_MISSING) {
      // A pattern that no name matches: circus then runs neither tests nor hooks, and counts each as skipped.
      state.testNamePattern = /(?!)/;
    }
  }
}
