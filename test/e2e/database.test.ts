import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';
import { projectRoot } from '../../scripts/stack/paths.js';
import { startGatewayStack, type GatewayStack } from '../support/gateway-stack.js';
import { runKeys } from '../support/keys-command.js';
import { databaseMode, type DatabaseMode } from '../support/litellm-with-database.js';
import { isQuota, quotaOf, type StoredEvent } from '../support/outbox-files.js';
import { startRecordSink } from '../support/record-sink.js';
import { describeWith } from '../support/services.js';

jest.setTimeout(120_000);

/** Teams are only named by their keys, as in the committed demonstration. */
const FILE = `virtual_keys:
  - key: os.environ/ACME_VIRTUAL_KEY
    alias: acme-web
    team_id: acme
    metadata: { tenant_id: acme, platform_id: web }
    models: [gpt-4o]
  - key: os.environ/POOR_VIRTUAL_KEY
    alias: poor
    metadata: { tenant_id: poor }
    max_budget: 0.001
    budget_duration: 30d
  - key: os.environ/GLOBEX_VIRTUAL_KEY
    alias: globex-app
    team_id: globex
    metadata: { tenant_id: globex }
`;
const NAMES = ['acme', 'poor', 'globex'];
const run = promisify(execFile);

describeWith(await databaseMode(), 'LiteLLM with keys in its database', (mode: DatabaseMode) => {
  let stack: GatewayStack;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'database-'));
    writeFileSync(join(folder, 'keys.yaml'), FILE);
    stack = await startGatewayStack(mode.runtime, {
      keys: Object.fromEntries(NAMES.map((name) => [name, {}])),
      litellmConfig: mode.configFile,
      litellmEnvironment: mode.environment,
      hooksEnvironment: { HOOKS_CACHE_SAMPLING_SHARE: '0' },
    });
  }, 180_000);
  afterAll(async () => {
    await stack?.stop();
    await mode.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const keys = (...words: string[]) =>
    runKeys(words, {
      file: join(folder, 'keys.yaml'),
      url: stack.litellm().url,
      environment: {
        LITELLM_MASTER_KEY: stack.masterKey,
        ...Object.fromEntries(
          NAMES.map((name) => [`${name.toUpperCase()}_VIRTUAL_KEY`, stack.keys[name] ?? '']),
        ),
      },
    });

  const named = (all: readonly StoredEvent[], name: string) =>
    all.filter((one) => isQuota(one) && one.event.correlationId === name);

  /** The event of a call with this correlation id. */
  async function eventOf(name: string): Promise<StoredEvent> {
    const [found] = named(await stack.events((all) => named(all, name).length > 0), name);
    if (found === undefined) throw new Error(`There is no event of ${name}.`);
    return found;
  }

  const chat = (content: string, more: object = {}) => ({
    model: 'gpt-4o',
    messages: [{ role: 'user', content }],
    ...more,
  });
  const ask = (key: string, content: string, name = content) =>
    stack.post(key, '/v1/chat/completions', chat(content), { 'x-correlation-id': name });

  test('`keys apply` makes keys that can call, and finds nothing to do the second time', async () => {
    const made = await keys('apply', '--yes');
    expect(made).toMatchObject({ code: 0, text: expect.stringContaining('create team acme') as string });
    expect(await keys('apply', '--yes')).toEqual({ code: 0, text: 'LiteLLM has what the file says.' });
    for (const key of NAMES) expect((await ask(key, `Which sea is nearest to ${key}?`)).status).toBe(200);
  });

  test('a call has its tenant, its key’s alias and its cost; a repeat is a hit for that tenant alone', async () => {
    const question = 'Why do some leaves turn red in autumn?';
    expect((await ask('acme', question, 'first')).headers.get('x-cache')).toBe('MISS');
    const first = await eventOf('first');
    expect(first.event).toMatchObject({ tenantId: 'acme', platformId: 'web' });
    expect(quotaOf(first)).toMatchObject({ keyAlias: 'acme-web', status: 'success' });
    expect(quotaOf(first).usage.cost_usd).toBeGreaterThan(0);
    expect((await ask('acme', question, 'second')).headers.get('x-cache')).toBe('HIT');
    expect(quotaOf(await eventOf('second'))).toMatchObject({ cached: true, usage: { cost_usd: 0 } });
    expect((await ask('globex', question, 'other')).headers.get('x-cache')).toBe('MISS');
    expect((await eventOf('other')).event.tenantId).toBe('globex');
  });

  test('a key that nears its budget is told of while it does, and refused when it is spent', async () => {
    let status = 200;
    for (let at = 0; at < 50 && status === 200; at++) {
      status = (await ask('poor', `What is the weather on day ${at}?`, `poor-${at}`)).status;
      // LiteLLM holds back what a call may cost until it knows what it did.
      await eventOf(`poor-${at}`);
    }
    expect(status).toBe(422);
    const percentages = (all: readonly StoredEvent[]) =>
      all
        .filter(({ subject }) => subject === 'quota.threshold')
        .map(({ event }) => event.payload['percent'] as number);
    const all = await stack.events((events) => percentages(events).includes(80), 10);
    expect(percentages(all)).toEqual(expect.arrayContaining([50, 80]));
    expect(await stack.metrics()).toMatch(
      /litellm_hooks_budget_used_ratio\{tenant="poor",key="poor"\} (0\.[89]|1)/,
    );
  });

  test.each([
    ['a budget that is spent', 'poor', {}, 422],
    ['a model that the key may not use', 'acme', { model: 'gpt-4o-mini' }, 403],
  ])('%s is a failure of its tenant, under the client’s correlation id', async (_, key, more, status) => {
    const id = `refused-${status}`;
    const answered = await stack.post(key, '/v1/chat/completions', chat('Why?', more), {
      'x-correlation-id': id,
    });
    expect(answered.status).toBe(status);
    const refused = await eventOf(id);
    expect(refused.event.tenantId).toBe(key);
    expect(quotaOf(refused)).toMatchObject({
      status: 'failure',
      reason: expect.stringContaining(String(status)) as string,
    });
  });

  async function reconcile(data: string, service: string): Promise<Record<string, number>> {
    const words = ['--litellm', stack.litellm().url, '--service', service, '--data', data, '--json'];
    const span = ['--from', new Date(Date.now() - 600_000).toISOString(), '--to', new Date().toISOString()];
    const secrets = { LITELLM_MASTER_KEY: stack.masterKey, HOOKS_SECRET: stack.secret };
    const env = { ...process.env, ...secrets };
    const { stdout } = await run(join(projectRoot, 'scripts/reconcile'), [...words, ...span], { env });
    return JSON.parse(stdout) as Record<string, number>;
  }

  test('`scripts/reconcile` finds each lost call’s tenant, and none of a key that somebody invented', async () => {
    await ask(`sk-${'invented'.repeat(3)}`, 'Whose key is this?');
    await ask('acme', 'What does the request log say?', 'last');
    await eventOf('last');
    const sink = await startRecordSink();
    // LiteLLM writes its log when it comes to it: the call with the invented key is among the last.
    const nothing = mkdtempSync(join(folder, 'nothing-'));
    const deadline = Date.now() + 30_000;
    while ((await reconcile(nothing, sink.url))['nobodys'] === 0)
      if (Date.now() > deadline) throw new Error('LiteLLM did not write its request log.');
    const tenants = sink.records.map((record) => {
      const { user_api_key_auth_metadata: own } = record['metadata'] as Record<
        string,
        { tenant_id?: string }
      >;
      return own?.tenant_id;
    });
    expect(new Set(tenants)).toEqual(new Set(NAMES));
    const calls = sink.records.length;
    expect(await reconcile(stack.dataDir, sink.url)).toMatchObject({ emitted: 0, unusable: 0, nobodys: 1 });
    expect(sink.records).toHaveLength(calls);
    await sink.close();
  });

  test('no prompt, no answer and no key in clear reaches a table', async () => {
    const dump = await mode.dump();
    expect(dump).toContain('acme-web');
    for (const text of [
      'leaves turn red',
      'The mock provider answers',
      ...NAMES.map((name) => stack.keys[name] ?? ''),
    ])
      expect(dump).not.toContain(text);
  });
});
