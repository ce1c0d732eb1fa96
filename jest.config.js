import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { compileChanged } from './scripts/lib/compile-changed.js';

// The tests run as compiled, native ES modules: what is tested is what ships, worker threads included.
const MODULES = '--experimental-vm-modules';
const root = import.meta.dirname;
await compileChanged(root);
const [jest, ...options] = process.argv.slice(1);
const files = options.map(compiledFile);
const hasModules = [process.env.NODE_OPTIONS ?? '', ...process.execArgv].join(' ').includes(MODULES);
if (!hasModules || files.some((file, index) => file !== options[index])) startAgain();

/** `test/cache/keys.test.ts` stands for the file that was made of it. */
function compiledFile(option) {
  if (!/^[^-].*\.ts$/.test(option)) return option;
  return join('dist', relative(root, resolve(option))).replace(/\.ts$/, '.js');
}

/** Jest reads native modules only in a Node.js that was started with an option, which no configuration can set. */
function startAgain() {
  const NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} ${hasModules ? '' : MODULES}`;
  const env = { NODE_NO_WARNINGS: '1', ...process.env, NODE_OPTIONS };
  const { status } = spawnSync(process.execPath, [jest, ...files], { stdio: 'inherit', env });
  process.exit(status ?? 1);
}

const common = {
  testEnvironment: 'node',
  transform: {},
  roots: ['<rootDir>/dist/test'],
};

export default {
  // Most suites wait for another process most of the time: where there are two processors, one worker would leave both idle.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // Against a test that hangs, not one that is slow: a machine may be busy.
  testTimeout: 30_000,
  reporters: ['default', '<rootDir>/dist/test/support/summary-reporter.js'],
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['**/*.test.js'],
      testPathIgnorePatterns: ['/dist/test/(integration|e2e|contract|deployment|attacks)/'],
    },
    { ...common, displayName: 'integration', testMatch: ['<rootDir>/dist/test/integration/**/*.test.js'] },
    { ...common, displayName: 'deployment', testMatch: ['<rootDir>/dist/test/deployment/**/*.test.js'] },
    { ...common, displayName: 'contract', testMatch: ['<rootDir>/dist/test/contract/**/*.test.js'] },
    { ...common, displayName: 'attacks', testMatch: ['<rootDir>/dist/test/attacks/**/*.test.js'] },
    { ...common, displayName: 'e2e', testMatch: ['<rootDir>/dist/test/e2e/**/*.test.js'] },
  ],
};
