import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { projectRoot } from '../../scripts/stack/paths.js';
import { startGatewayStack, type GatewayStack } from '../support/gateway-stack.js';
import { litellmRuntime, type LitellmRuntime } from '../support/litellm-proxy.js';
import { isQuota } from '../support/outbox-files.js';
import { describeWith } from '../support/services.js';

jest.setTimeout(120_000);

const runtime = await litellmRuntime();
const acme = { team_id: 'acme', metadata: { tenant_id: 'acme' } };

/** The words of each subcommand, as a person reads them, after real calls. `keys` has its own in test/keys and test/integration. */
describeWith(runtime, 'the hooks command beside a running service', (start: LitellmRuntime) => {
  let stack: GatewayStack;
  let folder: string;
  const asked: { callId: string; cache: string | null }[] = [];

  async function hooks(...words: string[]): Promise<{ code: number | null; text: string }> {
    const child = spawn(process.execPath, [join(projectRoot, 'dist/scripts/hooks.js'), ...words], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOOKS_URL: stack.hooksUrl,
        HOOKS_SECRET: stack.secret,
        LITELLM_URL: stack.litellm().url,
        LITELLM_KEY: stack.keys['acme'],
      },
    });
    const [[code], output, errors] = await Promise.all([
      once(child, 'exit') as Promise<[number | null]>,
      readText(child.stdout),
      readText(child.stderr),
    ]);
    return { code, text: `${output}${errors}`.trim() };
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hooks-command-'));
    stack = await startGatewayStack(start, {
      // The command asks one service, which answers for itself.
      replicas: 1,
      keys: { acme },
      hooksEnvironment: { HOOKS_CACHE_SAMPLING_SHARE: '0' },
    });
    const ask = async (content: string) => {
      const { callId, headers } = await stack.ask('acme', content);
      asked.push({ callId, cache: headers.get('x-cache') });
    };
    await ask('What is the capital of France?');
    const kept = async () => JSON.stringify(await stack.admin('/cache/stats')).includes('"stored":1');
    while (!(await kept())) await delay(100);
    await ask('What is the capital of France?');
    await ask(`Please write to jane.doe${'@'}post-office.org about the harvest.`);
    await stack.events((all) => all.filter(isQuota).length === 3);
  }, 180_000);
  afterAll(async () => {
    await stack?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('cache stats: of all, of one, of nobody', async () => {
    const all = await hooks('cache', 'stats');
    expect(all.text).toMatch(
      /^1 entries\.\nacme: 1 entries; \d+\.\d % hits of \d look-ups \(1 exact, 0 semantic\)/,
    );
    const own = await hooks('cache', 'stats', '--tenant', 'acme');
    expect(own.text).toMatch(
      /^acme: 1 entries;.*saved [1-9]\d* tokens and \d+\.\d{4} USD; false hits: no sample yet$/,
    );
    const nobody = await hooks('cache', 'stats', '--tenant', 'nobody');
    expect(nobody.text).toMatch(/^The cache knows nobody called `nobody`/);
    expect([all.code, own.code, nobody.code]).toEqual([0, 0, 0]);
  });

  it('tail: events, the last of them, alerts', async () => {
    const line = /^\d{4}-\d\d-\d\dT[\d:.]+Z {2}quota\.updated {2}acme {2}\{.*"keyAlias":"acme".*\}$/;
    const events = (await hooks('tail', 'events')).text.split('\n');
    expect(events).toEqual(Array(3).fill(expect.stringMatching(line)));
    expect((await hooks('tail', 'events', '1')).text).toBe(events.at(-1));
    const alerts = (await hooks('tail', 'alerts')).text;
    expect(alerts).toMatch(/guardrail\.alert {2}acme {2}\{.*email/);
    expect(alerts).not.toContain('jane.doe');
  });

  it('smoke: a running deployment passes, with a call through all of it', async () => {
    const { code, text } = await hooks('smoke', '--call');
    expect(text).toMatch(/a call: the hooks: X-Cache: (HIT|MISS)\./);
    expect(text).toMatch(/a call: its event: One quota event\./);
    expect([code, text.split('\n').at(-1)]).toEqual([0, 'Nothing failed.']);
  });

  it('load-test: a few calls, of which those that come again are hits', async () => {
    const { code, text } = await hooks(
      'load-test',
      '--rate',
      '10',
      '--duration',
      '3',
      '--questions',
      '2',
      '--json',
    );
    const result = JSON.parse(text) as { requests: number; ok: number; cache: Record<string, number> };
    expect([code, result.requests, result.ok]).toEqual([0, 30, 30]);
    expect(result.cache['HIT']).toBeGreaterThan(0);
  });

  it('explain: a miss, a hit, a call that nobody knows', async () => {
    const [miss, hit] = asked;
    expect([miss?.cache, hit?.cache]).toEqual(['MISS', 'HIT']);
    const told = await hooks('explain', miss?.callId ?? '');
    expect(told.text).toMatch(/^Tenant: acme\nCache: Miss: nothing near was stored\.\nCompression: /);
    expect((await hooks('explain', hit?.callId ?? '')).text).toMatch(
      /^Tenant: acme\nCache: Exact hit, served from entry /,
    );
    expect(await hooks('explain', 'unheard-of')).toEqual({
      code: 1,
      text: expect.stringMatching(/^The hook service answered 404: .+\.$/) as string,
    });
  });

  it('print, tenants, check, build, reference', async () => {
    const printed = await hooks('print');
    expect(printed.text).toMatch(/^cache:$/m);
    expect(printed.text).not.toContain(stack.secret);
    expect((await hooks('tenants')).text).toMatch(/^acme: teams acme; 0 keys; own settings: none$/m);
    expect((await hooks('check', '--static')).text).toMatch(/^The configuration is right: \d+ models\.$/m);
    const output = join(folder, 'config.yaml');
    const built = await hooks('build', '--profile', 'resilient', '--output', output);
    expect(built.text).toMatch(new RegExp(`^Wrote ${output}: \\d+ models, profile resilient, keys file\\.$`));
    expect(readFileSync(output, 'utf8')).toContain('hooks_plugin.hooks');
    expect((await hooks('reference', '--help')).text).toContain('config/schemas');
    expect((await hooks('no-such-command')).text).toMatch(/^error: unknown command 'no-such-command'/);
  });

  // The last: afterwards nothing is there.
  it('cache purge: counts, then erases', async () => {
    expect((await hooks('cache', 'purge')).text).toBe('3 entries would be erased; add --yes to do it.');
    expect((await hooks('cache', 'purge', '--tenant', 'nobody', '--yes')).text).toBe('Erased 0 entries.');
    expect((await hooks('cache', 'purge', '--tenant', 'acme', '--yes')).text).toBe('Erased 3 entries.');
    expect((await hooks('cache', 'stats', '--tenant', 'acme')).text).toMatch(
      /^acme: 0 entries;|knows nobody/,
    );
  });
});
