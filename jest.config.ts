import type { Config } from 'jest';

/** What every project shares: our sources as ES modules, compiled by swc the way tsc compiles them. */
const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, verbatimModuleSyntax: true },
          keepClassNames: true,
        },
      },
    ],
  },
  // Jest loads its plug-ins outside its own module system: Node itself strips their types.
  transformIgnorePatterns: ['/node_modules/', '<rootDir>/tests/support/jest/'],
} satisfies Config;

/** Projects with these settings share one private server, which is started once for all of them. */
const onMysql = {
  testEnvironment: '<rootDir>/tests/support/jest/server-environment.ts',
  testEnvironmentOptions: { unlessMissing: 'TEST_MYSQL_MISSING' },
  globalSetup: '<rootDir>/tests/support/jest/start-mysql.ts',
  globalTeardown: '<rootDir>/tests/support/jest/stop-mysql.ts',
  globals: { databaseEngine: 'mysql' },
};

export default {
  maxWorkers: '100%',
  // Modules that were imported as ES modules stay in memory (jest issue 14605): without an end to that, collecting
  // garbage takes most of the time of the last suites, and they run into their time limits.
  workerIdleMemoryLimit: '1GB',
  // On a busy machine with two cores, starting servers takes more than jest's five seconds. Only read here:
  // jest ignores it within a project.
  testTimeout: 120_000,
  // Of `npm run coverage`. Every file is listed, also one that no test loads.
  collectCoverageFrom: ['src/**/*.ts'],
  coverageProvider: 'v8',
  coverageReporters: ['text-summary', 'html'],
  reporters: ['default', '<rootDir>/tests/support/jest/closing-line-reporter.ts'],
  projects: [
    {
      ...base,
      displayName: 'unit',
      globalSetup: '<rootDir>/tests/support/jest/build-server.ts',
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/tests/(api|browser|mysql|nodes|wire)/'],
    },
    {
      ...base,
      displayName: 'wire',
      testMatch: ['<rootDir>/tests/wire/**/*.test.ts'],
      testEnvironment: '<rootDir>/tests/support/jest/server-environment.ts',
      globalSetup: '<rootDir>/tests/support/jest/build-server.ts',
    },
    {
      ...base,
      displayName: 'api on SQLite',
      testMatch: ['<rootDir>/tests/api/**/*.test.ts'],
      testEnvironment: '<rootDir>/tests/support/jest/server-environment.ts',
      globalSetup: '<rootDir>/tests/support/jest/build-server.ts',
      globals: { databaseEngine: 'sqlite' },
    },
    {
      ...base,
      ...onMysql,
      displayName: 'api on MySQL',
      testMatch: ['<rootDir>/tests/api/**/*.test.ts'],
    },
    {
      ...base,
      ...onMysql,
      displayName: 'mysql',
      testMatch: ['<rootDir>/tests/mysql/**/*.test.ts'],
    },
    {
      ...base,
      displayName: 'nodes',
      testMatch: ['<rootDir>/tests/nodes/**/*.test.ts'],
      testEnvironment: '<rootDir>/tests/support/jest/server-environment.ts',
      testEnvironmentOptions: { unlessMissing: 'TEST_MYSQL_MISSING TEST_REDIS_MISSING' },
      globalSetup: '<rootDir>/tests/support/jest/prepare-node-tests.ts',
      globalTeardown: '<rootDir>/tests/support/jest/stop-mysql.ts',
      globals: { databaseEngine: 'mysql' },
    },
    {
      ...base,
      displayName: 'browser',
      testMatch: ['<rootDir>/tests/browser/**/*.test.ts'],
      testEnvironment: '<rootDir>/tests/support/jest/server-environment.ts',
      testEnvironmentOptions: { unlessMissing: 'TEST_CHROMIUM_MISSING' },
      globalSetup: '<rootDir>/tests/support/jest/prepare-browser-tests.ts',
    },
  ],
} satisfies Config;
