/** The part of jest's AggregatedResult that is read here. */
interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** Suites that failed before they had a test, for instance in an import. */
  readonly numRuntimeErrorTestSuites: number;
}

/** Variables that hold what to tell the reader about suites that were skipped, since something is not installed. */
const NOTICES = ['TEST_MYSQL_MISSING', 'TEST_REDIS_MISSING', 'TEST_CHROMIUM_MISSING'] as const;

/**
 * Ends every run with one plain line for CI, "N passed, N failed", and repeats above it which suites were skipped for
 * want of something; with CI=true that fails the run.
 */
// biome-ignore lint/style/noDefaultExport: jest loads the default export
export default class ClosingLineReporter {
  onRunComplete(_contexts: unknown, results: Results): void {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const skippedPart = skipped > 0 ? `, ${skipped} skipped` : '';
    const closingLine = `${results.numPassedTests} passed, ${failed} failed${skippedPart}\n`;
    // Jest writes its own summary after every other reporter, so only the exit is late enough.
    process.once('exit', () => {
      for (const name of NOTICES) process.stderr.write(process.env[name] ?? '');
      process.stdout.write(closingLine);
    });
  }

  /** An error here makes jest exit with a failure. */
  getLastError(): Error | undefined {
    if (process.env.CI === 'true' && NOTICES.some((name) => process.env[name])) {
      return new Error('With CI=true no suite may be skipped: run "npm run test:deps" first');
    }
    return undefined;
  }
}
