import { spawnSync } from 'node:child_process';
import { statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/stack/paths.js';

const jest = join(projectRoot, 'node_modules/jest/bin/jest.js');

/** Runs Jest as a developer does, with no option set for Node.js. */
function run(...options: string[]) {
  const env: NodeJS.ProcessEnv = { ...process.env };
  for (const name of ['NODE_OPTIONS', 'JEST_WORKER_ID']) delete env[name];
  const { status, stdout, stderr } = spawnSync(process.execPath, [jest, ...options], {
    cwd: projectRoot,
    env,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

test('one test file runs by the name of its source, compiled first where that is newer', () => {
  const compiled = join(projectRoot, 'dist/test/unicode.test.js');
  utimesSync(compiled, 0, 0);
  const { status, output } = run('test/unicode.test.ts');
  expect(statSync(compiled).mtimeMs).toBeGreaterThan(0);
  expect(output).toMatch(/\d+ passed, 0 failed, 0 skipped/);
  expect(status).toBe(0);
}, 60_000);
