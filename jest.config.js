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
    { ...common, displayName: 'integration', testMatch: ['**/integration/**/*.test.js'] },
    { ...common, displayName: 'contract', testMatch: ['**/contract/**/*.test.js'] },
    { ...common, displayName: 'e2e', testMatch: ['**/e2e/**/*.test.js'] },
  ],
};
