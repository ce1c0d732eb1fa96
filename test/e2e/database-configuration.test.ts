import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { jest } from '@jest/globals';
import { checkConfiguration } from '../../scripts/config/check.js';
import { litellmBinary, stageConfiguration } from '../../scripts/config/real-litellm.js';
import { projectRoot } from '../../scripts/stack/paths.js';

jest.setTimeout(120_000);

const DATABASE_URL = 'postgresql://litellm@127.0.0.1:9/litellm';
const environment = {
  LITELLM_LOCAL_MODEL_COST_MAP: 'True',
  LITELLM_MASTER_KEY: ['sk', 'test', 'master'].join('-'),
  LITELLM_SALT_KEY: ['sk', 'test', 'salt'].join('-'),
  DATABASE_URL,
  HOOKS_URL: 'http://127.0.0.1:9',
  HOOKS_SECRET: 'test-secret',
};

function run(command: string, words: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(command, words, { env: { ...process.env, ...environment } }, (_, stdout, stderr) =>
      resolve(`${stdout}\n${stderr}`),
    );
  });
}

const { text, models } = checkConfiguration({ root: projectRoot, keys: 'database' });
const litellm = litellmBinary() ?? '';
let staged: ReturnType<typeof stageConfiguration>;
beforeAll(() => {
  staged = stageConfiguration(text, projectRoot);
});
afterAll(() => staged.remove());

test('LiteLLM’s own loader takes the database configuration: no custom authentication, keys and request log in Postgres', async () => {
  const output = await run(join(dirname(litellm), 'python'), [
    join(projectRoot, 'test/support/load-configuration.py'),
    staged.path,
  ]);
  const line = output.split('\n').find((candidate) => candidate.startsWith('{"general_settings"'));
  const loaded = JSON.parse(line ?? output) as { models: { name: string }[] };
  expect(loaded).toMatchObject({
    general_settings: {
      database_url: DATABASE_URL,
      database_connection_pool_limit: 10,
      store_prompts_in_spend_logs: false,
    },
    has_custom_auth: false,
    proxy_batch_write_at: 60,
    disable_spend_logs: false,
  });
  expect(output).toContain('litellm_hooks.');
  expect([...new Set(loaded.models.map(({ name }) => name))]).toEqual(models);
});

test('LiteLLM’s command line opens at most ten connections to that database', async () => {
  const output = await run(litellm, ['--config', staged.path, '--skip_server_startup']);
  expect(output).toMatch(/1 worker\(s\) x writer connection_limit 10 = up to 10 connections/);
});
