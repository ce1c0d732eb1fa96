import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type pg from 'pg';
import { keyHashOf } from '../../scripts/keys/plan.js';
import { projectRoot } from '../../scripts/stack/paths.js';
import { runKeys } from '../support/keys-command.js';
import { startFakeLitellm, type FakeLitellm } from '../support/fake-litellm.js';
import { createDatabaseStore, migrationsFolder, openLitellmDatabase } from '../support/litellm-database.js';
import { postgresService } from '../support/postgres.js';
import { startRecordSink } from '../support/record-sink.js';
import { describeWith } from '../support/services.js';

jest.setTimeout(120_000);

const secret = (name: string) => ['sk', 'test', name].join('-');
const MASTER = secret('master');
const FILE = `teams:
  - { team_id: acme, alias: Acme, models: [gpt-4o], max_budget: 100, budget_duration: 30d, rpm_limit: 600 }
virtual_keys:
  - key: os.environ/ACME_VIRTUAL_KEY
    alias: acme-web
    team_id: acme
    metadata: { tenant_id: acme, tenant_name: "Acme 'Łódź' GmbH", platform_id: web }
    models: [gpt-4o, gpt-4o-mini]
    aliases: { fast: gpt-4o-mini }
    max_budget: 10.5
    budget_duration: 1d
    expires: 2099-01-01T00:00:00Z
    max_parallel_requests: 5
    tpm_limit: 10000000000
    rpm_limit: 10
  - { key: os.environ/GLOBEX_VIRTUAL_KEY, alias: globex-app }
`;

const migrations = migrationsFolder();
const postgres = migrations === undefined ? undefined : await postgresService();

describeWith(postgres, 'database mode, on LiteLLM’s own tables in Postgres', (service) => {
  let database: pg.Pool;
  let litellm: FakeLitellm;
  let folder: string;
  let environment: NodeJS.ProcessEnv;
  beforeAll(async () => {
    database = await openLitellmDatabase(service.url, migrations ?? '');
    litellm = await startFakeLitellm(MASTER, createDatabaseStore(database));
    folder = mkdtempSync(join(tmpdir(), 'database-mode-'));
  });
  afterAll(async () => {
    await litellm[Symbol.asyncDispose]();
    await database.end();
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    environment = {
      LITELLM_MASTER_KEY: MASTER,
      ACME_VIRTUAL_KEY: secret('acme'),
      GLOBEX_VIRTUAL_KEY: secret('globex'),
    };
    litellm.calls.length = 0;
    write(FILE);
  });
  afterEach(async () => {
    process.exitCode = 0;
    for (const table of ['LiteLLM_VerificationToken', 'LiteLLM_TeamTable', 'LiteLLM_SpendLogs'])
      await database.query(`DELETE FROM "${table}"`);
  });

  const write = (text: string) => writeFileSync(join(folder, 'keys.yaml'), text);

  const keys = (...words: string[]) =>
    runKeys(words, { file: join(folder, 'keys.yaml'), url: litellm.url, environment });

  const stored = async (alias: string) =>
    (
      await database.query<Record<string, unknown>>(
        'SELECT * FROM "LiteLLM_VerificationToken" WHERE key_alias = $1',
        [alias],
      )
    ).rows[0];

  test('`keys apply` fills LiteLLM’s tables, every field in its column, and then finds nothing to do', async () => {
    expect(await keys('apply', '--yes')).toMatchObject({ code: 0 });
    expect(await stored('acme-web')).toMatchObject({
      token: keyHashOf(secret('acme')),
      team_id: 'acme',
      metadata: { tenant_id: 'acme', tenant_name: "Acme 'Łódź' GmbH", managed_by: 'virtual_keys.yaml' },
      models: ['gpt-4o', 'gpt-4o-mini'],
      aliases: { fast: 'gpt-4o-mini' },
      max_budget: 10.5,
      budget_duration: '1d',
      max_parallel_requests: 5,
      tpm_limit: 10_000_000_000,
      rpm_limit: 10,
    });
    const { rows } = await database.query<Record<string, unknown>>('SELECT * FROM "LiteLLM_TeamTable"');
    expect(rows).toMatchObject([{ team_id: 'acme', team_alias: 'Acme', models: ['gpt-4o'], rpm_limit: 600 }]);
    litellm.calls.length = 0;
    expect(await keys('apply', '--yes')).toEqual({ code: 0, text: 'LiteLLM has what the file says.' });
    expect(litellm.calls).toEqual([]);
  });

  test('no key in clear reaches a table', async () => {
    await keys('apply', '--yes');
    const { rows } = await database.query('SELECT * FROM "LiteLLM_VerificationToken"');
    const text = JSON.stringify(rows);
    for (const name of ['acme', 'globex', 'master']) expect(text).not.toContain(secret(name));
  });

  test('an edit changes its columns alone, what the file no longer says is cleared, and spend stays', async () => {
    await keys('apply', '--yes');
    await database.query('UPDATE "LiteLLM_VerificationToken" SET spend = 3.5 WHERE key_alias = $1', [
      'acme-web',
    ]);
    write(
      FILE.replace('max_budget: 10.5', 'max_budget: 20')
        .replace('    rpm_limit: 10\n', '')
        .replace('    expires: 2099-01-01T00:00:00Z\n', ''),
    );
    expect((await keys('apply', '--yes')).text).toBe(
      'done: update key acme-web (max_budget, rpm_limit, expires)',
    );
    expect(await stored('acme-web')).toMatchObject({
      spend: 3.5,
      max_budget: 20,
      rpm_limit: null,
      expires: null,
    });
    expect((await keys('diff')).code).toBe(0);
  });

  test('`keys rotate` leaves one row for the alias, and `--prune` removes what the file no longer names', async () => {
    await keys('apply', '--yes');
    environment['ACME_VIRTUAL_KEY'] = secret('new');
    expect((await keys('rotate', 'acme-web', '--yes')).code).toBe(0);
    expect(await stored('acme-web')).toMatchObject({ token: keyHashOf(secret('new')) });
    write(FILE.slice(0, FILE.indexOf('  - { key: os.environ/GLOBEX')));
    expect((await keys('apply', '--yes', '--prune')).text).toBe('done: delete key globex-app');
    const { rows } = await database.query<{ key_alias: string }>(
      'SELECT key_alias FROM "LiteLLM_VerificationToken"',
    );
    expect(rows).toEqual([{ key_alias: 'acme-web' }]);
  });

  test('hundreds of keys are read page by page', async () => {
    const names = Array.from({ length: 250 }, (_, index) => `key-${index}`);
    for (const name of names) environment[name.replace('-', '_').toUpperCase()] = secret(name);
    write(
      `virtual_keys:\n${names.map((name) => `  - { key: os.environ/${name.replace('-', '_').toUpperCase()}, alias: ${name} }\n`).join('')}`,
    );
    await keys('apply', '--yes');
    expect(litellm.calls).toHaveLength(250);
    expect(await keys('apply', '--yes')).toEqual({ code: 0, text: 'LiteLLM has what the file says.' });
  });

  test('`scripts/reconcile` sends the record of each row of the request log once, beyond the 10,000 that LiteLLM counts', async () => {
    const total = 11_500;
    // Ten calls begin in each second but one, in which 1,500 do, fifteen at a time.
    await database.query(
      `INSERT INTO "LiteLLM_SpendLogs" (request_id, litellm_call_id, call_type, api_key, spend, total_tokens, prompt_tokens,
         completion_tokens, "startTime", "endTime", model, model_group, custom_llm_provider, cache_hit, status, team_id, metadata)
       SELECT 'chatcmpl-' || n, 'call-' || n, 'acompletion', repeat('a', 64), 0.5, 30, 20, 10, at, at + interval '1 second',
         'gpt-4o', 'gpt-4o', 'openai', 'False', 'success', 'acme', '{"user_api_key_alias": "acme-web"}'
       FROM generate_series(1, ${total}) AS n,
         LATERAL (SELECT timestamp '2026-11-20 10:00:00' + CASE WHEN n <= 1500 THEN n % 100 * interval '10 milliseconds' ELSE (n - 1500) / 10 * interval '1 second' END AS at) AS t`,
    );
    const received = await startRecordSink();
    const { stdout, code } = await runReconcile(litellm.url, received.url, folder);
    await received.close();
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      { rows: total, present: 0, emitted: total, unusable: 0, tooOld: 0, nobodys: 0 },
    ]);
    const calls = received.records.map((record) => String(record['litellm_call_id']));
    expect([calls.length, new Set(calls).size]).toEqual([total, total]);
    expect(received.records.find((record) => record['litellm_call_id'] === 'call-100')).toMatchObject({
      status: 'success',
      response_cost: 0.5,
      total_tokens: 30,
      startTime: Date.parse('2026-11-20T10:00:00Z') / 1000,
      metadata: { user_api_key_alias: 'acme-web', user_api_key_team_id: 'acme' },
    });
  });
});

function runReconcile(litellm: string, service: string, data: string) {
  const span = ['--from', '2026-11-20T09:00:00Z', '--to', '2026-11-20T23:00:00Z'];
  const words = ['--litellm', litellm, '--service', service, '--data', data, ...span, '--json'];
  return new Promise<{ stdout: string; code: number }>((resolve) => {
    execFile(
      process.execPath,
      [join(projectRoot, 'dist/scripts/reconcile.js'), ...words],
      { env: { ...process.env, LITELLM_MASTER_KEY: MASTER, HOOKS_SECRET: MASTER } },
      (error, stdout) => resolve({ stdout, code: typeof error?.code === 'number' ? error.code : 0 }),
    );
  });
}
