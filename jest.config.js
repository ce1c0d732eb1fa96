// The tests run as compiled, native ES modules: what is tested is what ships, worker threads included.
const common = {
  testEnvironment: 'node',
  transform: {},
  roots: ['<rootDir>/dist/test'],
};

export default {
  reporters: ['default', '<rootDir>/dist/test/support/summary-reporter.js'],
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['**/*.test.js'],
      testPathIgnorePatterns: ['/dist/test/(integration|e2e|contract)/'],
    },
    { ...common, displayName: 'integration', testMatch: ['<rootDir>/dist/test/integration/**/*.test.js'] },
    { ...common, displayName: 'contract', testMatch: ['<rootDir>/dist/test/contract/**/*.test.js'] },
    { ...common, displayName: 'e2e', testMatch: ['<rootDir>/dist/test/e2e/**/*.test.js'] },
  ],
};
