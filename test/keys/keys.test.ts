import { jest } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyHashOf } from '../../scripts/keys/plan.js';
import { runKeys } from '../support/keys-command.js';
import { startFakeLitellm, type FakeLitellm } from '../support/fake-litellm.js';
import { createMemoryStore, type MemoryStore } from './memory-store.js';

const secret = (name: string) => ['sk', 'test', name].join('-');
const MASTER = secret('master');
const FILE = `teams:
  - { team_id: acme, alias: Acme, max_budget: 100, budget_duration: 30d }
virtual_keys:
  - key: os.environ/ACME_VIRTUAL_KEY
    alias: acme-web
    team_id: acme
    metadata: { tenant_id: acme, platform_id: web }
    models: [gpt-4o, gpt-4o-mini]
    aliases: { fast: gpt-4o-mini }
    max_budget: 10
    budget_duration: 1d
    expires: 2099-01-01T00:00:00Z
    max_parallel_requests: 5
    tpm_limit: 1000
    rpm_limit: 10
  - { key: os.environ/GLOBEX_VIRTUAL_KEY, alias: globex-app }
`;

let litellm: FakeLitellm;
let store: MemoryStore;
let folder: string;
let environment: NodeJS.ProcessEnv;

beforeEach(async () => {
  store = createMemoryStore();
  litellm = await startFakeLitellm(MASTER, store);
  folder = mkdtempSync(join(tmpdir(), 'keys-'));
  environment = {
    LITELLM_MASTER_KEY: MASTER,
    ACME_VIRTUAL_KEY: secret('acme'),
    GLOBEX_VIRTUAL_KEY: secret('globex'),
  };
  write(FILE);
});
afterEach(async () => {
  await litellm[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = 0;
});

const write = (text: string) => writeFileSync(join(folder, 'keys.yaml'), text);

/** Runs one command; whatever it prints, no secret is in it. */
async function run(...words: string[]) {
  const ran = await runKeys(words, { file: join(folder, 'keys.yaml'), url: litellm.url, environment });
  for (const name of ['acme', 'globex', 'new', 'master']) expect(ran.text).not.toContain(secret(name));
  return ran;
}

test('without --yes nothing is changed and what would be done is shown', async () => {
  const { code, text } = await run('apply');
  expect(code).toBe(0);
  expect(text).toMatch(/to do: create team acme/);
  expect(text).toMatch(/to do: create key acme-web \(.*max_budget.*\)/);
  expect(text).toMatch(/add --yes/);
  expect(litellm.calls).toEqual([]);
});

test('apply brings LiteLLM to what the file says, and a second time finds nothing to do', async () => {
  expect((await run('diff')).code).toBe(2);
  expect((await run('apply', '--yes')).code).toBe(0);
  expect(litellm.calls).toEqual(['/team/new', '/key/generate', '/key/generate']);
  expect(store.keys.get(keyHashOf(secret('acme')))).toMatchObject({
    key_alias: 'acme-web',
    team_id: 'acme',
    models: ['gpt-4o', 'gpt-4o-mini'],
    aliases: { fast: 'gpt-4o-mini' },
    max_budget: 10,
    metadata: { tenant_id: 'acme', platform_id: 'web', managed_by: 'virtual_keys.yaml' },
    rpm_limit: 10,
  });
  litellm.calls.length = 0;
  const again = await run('apply', '--yes');
  expect([again.code, again.text]).toEqual([0, 'LiteLLM has what the file says.']);
  expect(litellm.calls).toEqual([]);
  expect((await run('diff')).code).toBe(0);
});

test('a team that only keys name is made, left as LiteLLM has it from then on, and not pruned', async () => {
  write(FILE.replace(/^teams:\n.*\n/, '').replace('alias: globex-app', 'alias: globex-app, team_id: globex'));
  expect((await run('apply', '--yes')).text).toMatch(/^done: create team acme .*\ndone: create team globex /);
  expect([...store.teams.keys()]).toEqual(['acme', 'globex']);
  store.teams.set('acme', { ...store.teams.get('acme'), max_budget: 7 });
  expect((await run('apply', '--yes', '--prune')).text).toBe('LiteLLM has what the file says.');
  expect(store.teams.get('acme')).toMatchObject({ max_budget: 7 });
  write(FILE.replace(/^teams:\n.*\n/, ''));
  expect((await run('apply', '--yes', '--prune')).text).toMatch(/delete team globex/);
});

test('each change that is made leaves a line for the audit log, without a secret, and what is only shown leaves none', async () => {
  const lines: string[] = [];
  const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  environment['USER'] = 'jane';
  try {
    await run('apply');
    expect(lines).toEqual([]);
    await run('apply', '--yes');
    await run('apply', '--yes');
  } finally {
    spy.mockRestore();
  }
  const audits = lines.map((line) => (JSON.parse(line) as { audit: Record<string, unknown> }).audit);
  expect(audits.map(({ action, name, actor }) => [action, name, actor])).toEqual([
    ['create team', 'acme', 'jane'],
    ['create key', 'acme-web', 'jane'],
    ['create key', 'globex-app', 'jane'],
  ]);
  for (const name of ['acme', 'globex', 'master']) expect(lines.join('')).not.toContain(secret(name));
});

test('an edit updates only what differs, and clears what the file no longer says', async () => {
  await run('apply', '--yes');
  litellm.calls.length = 0;
  write(
    FILE.replace('max_budget: 10\n', 'max_budget: 20\n')
      .replace('    rpm_limit: 10\n', '')
      .replace('    expires: 2099-01-01T00:00:00Z\n', ''),
  );
  const { text } = await run('apply', '--yes');
  expect(text).toBe('done: update key acme-web (max_budget, rpm_limit, expires)');
  expect(litellm.calls).toEqual(['/key/update']);
  expect(store.keys.get(keyHashOf(secret('acme')))).toMatchObject({
    max_budget: 20,
    rpm_limit: null,
    expires: null,
  });
  expect((await run('diff')).code).toBe(0);
});

test('what the file no longer names is deleted only with --prune, and only when this program made it', async () => {
  await run('apply', '--yes');
  store.keys.set('by-hand', { token: 'by-hand', key_alias: 'by-hand', metadata: {} });
  write(FILE.slice(0, FILE.indexOf('  - { key: os.environ/GLOBEX')));
  expect((await run('diff')).code).toBe(0);
  const { text } = await run('apply', '--yes', '--prune');
  expect(text).toBe('done: delete key globex-app');
  expect([...store.keys.values()].map(({ key_alias: alias }) => alias).sort()).toEqual([
    'acme-web',
    'by-hand',
  ]);
});

test('a key that changed is exchanged by rotate alone, the new one before the old one goes', async () => {
  await run('apply', '--yes');
  environment['ACME_VIRTUAL_KEY'] = secret('new');
  const refused = await run('apply', '--yes');
  expect([refused.code, refused.text]).toEqual([1, expect.stringContaining('keys rotate acme-web')]);
  litellm.calls.length = 0;
  expect((await run('rotate', 'acme-web')).text).toMatch(/to do: create key acme-web/);
  expect(litellm.calls).toEqual([]);
  expect((await run('rotate', 'acme-web', '--yes')).code).toBe(0);
  expect(litellm.calls).toEqual(['/key/update', '/key/generate', '/key/delete']);
  expect(store.keys.has(keyHashOf(secret('acme')))).toBe(false);
  expect(store.keys.get(keyHashOf(secret('new')))).toMatchObject({ key_alias: 'acme-web' });
  expect((await run('diff')).code).toBe(0);
});

test('list shows each key, and delete removes one by its alias', async () => {
  await run('apply', '--yes');
  const listed = JSON.parse((await run('list', '--json')).text) as { keys: { alias: string }[] };
  expect(listed.keys.map(({ alias }) => alias)).toEqual(['acme-web', 'globex-app']);
  expect((await run('delete', 'globex-app', '--yes')).code).toBe(0);
  expect((await run('delete', 'globex-app', '--yes')).text).toMatch(/no key with the alias `globex-app`/);
  expect(store.keys.size).toBe(1);
});

test.each([
  [
    'a wrong master key',
    () => (environment['LITELLM_MASTER_KEY'] = secret('other')),
    /401.*LITELLM_MASTER_KEY/,
  ],
  ['no master key', () => delete environment['LITELLM_MASTER_KEY'], /LITELLM_MASTER_KEY is not set/],
  ['a variable that is not set', () => delete environment['ACME_VIRTUAL_KEY'], /ACME_VIRTUAL_KEY is not set/],
  [
    'a key by hash that LiteLLM lacks',
    () => write(`virtual_keys: [{ key: 'sha256:${'a'.repeat(64)}', alias: x }]`),
    /give it as os\.environ\/NAME/,
  ],
  ['a file that is wrong', () => write('virtual_keys: 3'), /:1: .*a list is expected/],
])('%s is one sentence and exit code 1', async (_, spoil, sentence) => {
  spoil();
  const { code, text } = await run('apply', '--yes');
  expect([code, text]).toEqual([1, expect.stringMatching(sentence)]);
  expect(litellm.calls).toEqual([]);
});
