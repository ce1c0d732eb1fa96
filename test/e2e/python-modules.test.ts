import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { projectRoot } from '../../scripts/stack/paths.js';
import { describeWith } from '../support/services.js';

jest.setTimeout(180_000);

/** The Python that has LiteLLM in it, which is what the two modules are made for. */
const python = [join(projectRoot, '.venv/bin/python')].find(existsSync);

describeWith(python, 'the Python modules', (interpreter) => {
  // In one process: LiteLLM takes longer to import than all of these tests take.
  it('pass their own unittest suites', () => {
    const run = spawnSync(
      interpreter,
      ['-W', 'ignore', '-m', 'unittest', 'discover', '-s', 'test/litellm', '-t', 'test/litellm'],
      {
        cwd: projectRoot,
        encoding: 'utf8',
        env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', LITELLM_LOCAL_MODEL_COST_MAP: 'True' },
      },
    );
    const report = run.stderr.slice(-16_000);
    expect(report).toMatch(/\nRan [1-9]\d* tests? in .*\n\nOK/);
    expect(run.status).toBe(0);
  });
});
