import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCheck } from '../../scripts/config/commands.js';
import { checkConfiguration } from '../../scripts/config/check.js';
import { formatProblem } from '../../scripts/config/problems.js';
import { createModelMap } from '../../scripts/config/model-map.js';
import { projectRoot } from '../../scripts/stack/paths.js';

/** Prices for the models of the committed files that have none of their own. */
const modelMap = createModelMap(
  Object.fromEntries(
    [
      'gpt-4o',
      'gpt-4o-mini',
      'gpt-4-turbo',
      'gpt-3.5-turbo',
      'text-embedding-3-small',
      'claude-sonnet-4-5-20250929',
      'gemini-2.5-pro',
      'gemini-2.5-flash',
      'voyage-3.5',
      'voyage-3.5-lite',
      'gpt-4',
      'o1',
      'o3',
      'text-embedding-ada-002',
      'llama-3.3-70b',
      'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
    ].map((id) => [id, { input_cost_per_token: 1e-6 }]),
  ),
);

interface Variant {
  readonly name: string;
  readonly file: string;
  /** Changes the file's text; what is not found makes the test fail. */
  readonly replace: readonly [find: string, by: string];
  readonly line: number | 'last';
  /** Both halves of the sentence: what is wrong, what to do. */
  readonly says: readonly [wrong: RegExp, remedy: RegExp];
  readonly environment?: NodeJS.ProcessEnv;
  readonly requireEnvironment?: boolean;
  readonly transport?: string;
  readonly keys?: string;
}

// Assembled here, so that no scanner finds a key in the repository.
const plainKey = ['sk', 'proj', 'A1b2C3d4E5f6G7h8'].join('-');
const hash = 'ab'.repeat(32);
const openai = 'config/providers/openai.yaml';
const tenants = 'config/tenants.yaml';
const keys = 'config/virtual_keys.yaml';
const resilient = 'config/profiles/default.yaml';
const base = 'config/litellm.base.yaml';
const fileKeys = 'config/keys/file.yaml';
const databaseKeys = 'config/keys/database.yaml';
const generic = 'config/transports/generic.yaml';

const VIRTUAL_KEYS = `version: 1
teams:
  - team_id: acme
    max_budget: 100
    budget_duration: 30d
virtual_keys:
  - key: os.environ/ACME_VIRTUAL_KEY
    alias: acme-main
    team_id: acme
    metadata: { tenant_id: acme }
    models: [gpt-4o]
    aliases: { fast: gpt-4o-mini }
    max_budget: 10
    budget_duration: 1d
    expires: 2099-01-01T00:00:00Z
    rpm_limit: 10
`;
const TENANTS = `tenants:
  - id: acme
    teams: [acme]
    keys: [${hash}]
    quota: { max_budget: 10, budget_duration: 30d }
    credentials:
      - provider: openai
        api_key: os.environ/ACME_OPENAI_API_KEY
        when_missing: refuse
  - id: globex
    teams: [globex]
`;

const hooks = 'config/hooks.yaml';

const variants: readonly Variant[] = [
  {
    name: 'a threshold of the hook service beyond its range',
    file: hooks,
    replace: ['    threshold: 0.8', '    threshold: 8'],
    line: 0,
    says: [/cache\.semantic\.threshold/, /<=1|at most 1/],
  },
  {
    name: 'a misspelt setting of the hook service',
    file: hooks,
    replace: ['  ttlSeconds:', '  ttlSecond:'],
    line: 0,
    says: [/unknown setting `ttlSecond`/, /correct its spelling/],
  },
  {
    name: "a tenant's own setting that is none",
    file: tenants,
    replace: ['teams: [globex]', 'teams: [globex]\n    cache: { ttl: 5 }'],
    line: 12,
    says: [/tenant `globex`, cache: unknown setting `ttl`/, /correct its spelling/],
  },
  {
    name: 'a rate that is no number',
    file: openai,
    replace: ['rpm: 500', 'rpm: fast'],
    line: 8,
    says: [/`openai\.models\.gpt-4o\.rpm` is "fast"/, /a number is expected; correct/],
  },
  {
    name: 'a negative rate',
    file: openai,
    replace: ['rpm: 500', 'rpm: -1'],
    line: 8,
    says: [/is -1/, /give at least/],
  },
  {
    name: 'an unknown setting',
    file: openai,
    replace: ['rpm: 500', 'rmp: 500'],
    line: 8,
    says: [/unknown setting `rmp`/, /correct its spelling/],
  },
  {
    name: 'an unknown category',
    file: openai,
    replace: ['category: paid', 'category: cheap'],
    line: 8,
    says: [/is "cheap"/, /use one of paid, free, embedding/],
  },
  {
    name: 'a model without the id of its provider',
    file: openai,
    replace: ['id: gpt-4o,', ''],
    line: 8,
    says: [/`openai\.models\.gpt-4o\.id` is missing/, /give it a text/],
  },
  {
    name: 'a model name twice in one file',
    file: openai,
    replace: ['gpt-4o-mini: {', 'gpt-4o: {'],
    line: 9,
    says: [/unique/i, /correct the file/],
  },
  {
    name: 'a model name in two files',
    file: 'config/providers/voyage.yaml',
    replace: ['voyage-3-5:', 'gpt-4o:'],
    line: 8,
    says: [/`gpt-4o` is also in config.providers.openai/, /rename one/],
  },
  {
    name: 'a model that LiteLLM has no price for',
    file: openai,
    replace: ['id: gpt-4-turbo', 'id: gpt-4-tubro'],
    line: 10,
    says: [/no price for `gpt-4-tubro`/, /correct the id, or add price/],
  },
  {
    name: 'a wildcard name with a plain id',
    file: 'config/providers/openrouter.yaml',
    replace: ["id: '*'", 'id: llama'],
    line: 28,
    says: [/must both end in/, /correct one/],
  },
  {
    name: 'a provider without a credential',
    file: openai,
    replace: ['api_key: os.environ/OPENAI_API_KEY', ''],
    line: 3,
    says: [/no credential/, /give it an api_key/],
  },
  {
    name: 'a provider key in clear',
    file: openai,
    replace: ['os.environ/OPENAI_API_KEY', plainKey],
    line: 4,
    says: [/`openai\.api_key`/, /os\.environ\/NAME/],
  },
  {
    name: 'a key in clear in the base file',
    file: base,
    replace: ['os.environ/LITELLM_MASTER_KEY', plainKey],
    line: 0,
    says: [/key in clear/, /os\.environ\/NAME/],
  },
  {
    name: 'a misspelt switch that custom authentication relies on',
    file: fileKeys,
    replace: ['enable_post_custom_auth_checks', 'enable_post_custom_auth_check'],
    line: 3,
    says: [/enable_post_custom_auth_check/, /did you mean `enable_post_custom_auth_checks`\?/],
  },
  {
    name: 'a switch of LiteLLM that is neither on nor off',
    file: fileKeys,
    replace: ['custom_auth_run_common_checks: true', 'custom_auth_run_common_checks: always'],
    line: 6,
    says: [/`general_settings\.custom_auth_run_common_checks` is "always"/, /true or false is expected/],
  },
  {
    name: 'a misspelt setting of the database',
    file: databaseKeys,
    keys: 'database',
    replace: ['proxy_batch_write_at', 'proxy_batch_writes_at'],
    line: 0,
    says: [/proxy_batch_writes_at/, /did you mean `proxy_batch_write_at`\?/],
  },
  {
    name: 'a pool without a connection',
    file: databaseKeys,
    keys: 'database',
    replace: ['database_connection_pool_limit: 10', 'database_connection_pool_limit: 0'],
    line: 0,
    says: [/`general_settings\.database_connection_pool_limit` is 0/, /give at least 1/],
  },
  {
    name: 'a database address in clear',
    file: databaseKeys,
    keys: 'database',
    replace: ['os.environ/DATABASE_URL', `postgresql://litellm:${plainKey}@db/litellm`],
    line: 0,
    says: [/key in clear/, /os\.environ\/NAME/],
  },
  {
    name: 'a database without the key that encrypts what is in it',
    file: databaseKeys,
    keys: 'database',
    replace: ['# Seconds between', '# Seconds between'],
    line: 5,
    says: [/LITELLM_SALT_KEY is not set/, /set it once/],
    environment: { DATABASE_URL: 'postgresql://db/litellm' },
    requireEnvironment: true,
  },
  ...[
    ['fail_on_error', 'fail_on_eror', /unknown setting `fail_on_eror`/, /correct its spelling/, 19],
    ['unreachable_fallback', 'unreachable_falback', /`unreachable_falback`/, /correct its spelling/, 18],
    ['mode: pre_call', 'mode: precall', /litellm_params\.mode` is "precall"/, /use one of pre_call/, 13],
    ['timeout: 0.5', 'timeout: soon', /litellm_params\.timeout` is "soon"/, /a number is expected/, 17],
  ].map(([find, by, wrong, remedy, line]) => ({
    name: `${String(by)} in the guardrail of the hooks`,
    file: generic,
    transport: 'generic',
    replace: [String(find), String(by)] as const,
    line: Number(line),
    says: [wrong as RegExp, remedy as RegExp] as const,
  })),
  {
    name: 'an address outside the allow-list',
    file: openai,
    replace: ['os.environ/OPENAI_API_BASE', 'https://proxy.example.net/v1'],
    line: 6,
    says: [/proxy\.example\.net/, /add the host there or correct/],
  },
  {
    name: 'a host that only ends like an allowed one',
    file: openai,
    replace: ['os.environ/OPENAI_API_BASE', 'https://evil-api.openai.com.example.net'],
    line: 6,
    says: [/does not allow/, /correct the address/],
  },
  {
    name: 'an address without a scheme',
    file: openai,
    replace: ['os.environ/OPENAI_API_BASE', 'api.openai.com'],
    line: 6,
    says: [/api_base` is/, /write an address such as/],
  },
  {
    name: 'an address from the environment outside the allow-list',
    file: openai,
    replace: ['# OpenAI', '# OpenAI'],
    line: 6,
    environment: { OPENAI_API_BASE: 'http://elsewhere.example.org' },
    says: [/OPENAI_API_BASE leads to elsewhere/, /correct the variable/],
  },
  {
    name: 'a variable that is not set where LiteLLM runs',
    file: openai,
    replace: ['# OpenAI', '# OpenAI'],
    line: 4,
    requireEnvironment: true,
    says: [/OPENAI_API_KEY is not set/, /set it/],
  },
  {
    name: 'a file that is no YAML',
    file: openai,
    replace: ['\nopenai:', '\nopenai: ['],
    line: 'last',
    says: [/./, /correct the file/],
  },
  {
    name: 'an allowed host with a path',
    file: 'config/outbound.yaml',
    replace: ['api.openai.com', 'api.openai.com/v1'],
    line: 5,
    says: [/allowed_hosts\.0/, /write a host name without/],
  },
  {
    name: 'an unknown routing strategy',
    file: resilient,
    replace: ['simple-shuffle', 'round-robin'],
    line: 3,
    says: [/"round-robin"/, /use one of simple-shuffle/],
  },
  {
    name: 'a misspelt router setting',
    file: resilient,
    replace: ['num_retries', 'num_retrys'],
    line: 4,
    says: [/unknown setting `num_retrys`/, /correct its spelling/],
  },
  {
    name: 'a fallback to a model that does not exist',
    file: resilient,
    replace: ['num_retries: 3', 'num_retries: 3\n  fallbacks: [{ gpt-4o: [gpt-9] }]'],
    line: 5,
    says: [/`gpt-9` is in no file/, /correct the name or add/],
  },
  {
    name: 'a fallback to itself',
    file: resilient,
    replace: ['num_retries: 3', 'num_retries: 3\n  fallbacks: [{ gpt-4o: [gpt-4o] }]'],
    line: 5,
    says: [/falls back to itself/, /remove it/],
  },
  {
    name: 'a tenant twice',
    file: tenants,
    replace: ['id: globex', 'id: acme'],
    line: 10,
    says: [/tenant `acme` already belongs/, /remove one/],
  },
  {
    name: 'a team of two tenants',
    file: tenants,
    replace: ['teams: [globex]', 'teams: [acme]'],
    line: 11,
    says: [/team `acme` already belongs to tenant `acme`/, /remove one/],
  },
  {
    name: 'a key of a tenant in clear',
    file: tenants,
    replace: [hash, plainKey],
    line: 4,
    says: [/keys\.0/, /SHA-256|os\.environ/],
  },
  {
    name: "a tenant's budget with a bad duration",
    file: tenants,
    replace: ['budget_duration: 30d', 'budget_duration: monthly'],
    line: 5,
    says: [/"monthly"/, /write a number and a unit/],
  },
  {
    name: "a tenant's credential for an unknown provider",
    file: tenants,
    replace: ['provider: openai', 'provider: opnai'],
    line: 7,
    says: [/`opnai` is in no file/, /correct its name/],
  },
  {
    name: "a tenant's credential that is the shared one",
    file: tenants,
    replace: ['ACME_OPENAI_API_KEY', 'OPENAI_API_KEY'],
    line: 8,
    says: [/shared variable OPENAI_API_KEY/, /a variable of its own/],
  },
  {
    name: 'a credential of a tenant without a team',
    file: tenants,
    replace: ['teams: [acme]', 'teams: []'],
    line: 7,
    says: [/no team/, /add teams/],
  },
  {
    name: 'a virtual key in clear',
    file: keys,
    replace: ['os.environ/ACME_VIRTUAL_KEY', plainKey],
    line: 7,
    says: [/virtual_keys\.0\.key/, /os\.environ\/NAME/],
  },
  {
    name: 'a duplicate alias',
    file: keys,
    replace: ['    rpm_limit: 10', `    rpm_limit: 10\n  - { key: 'sha256:${hash}', alias: acme-main }`],
    line: 17,
    says: [/alias `acme-main` is given twice/, /change or remove/],
  },
  {
    name: 'a key twice',
    file: keys,
    replace: [
      '    rpm_limit: 10',
      '    rpm_limit: 10\n  - { key: os.environ/ACME_VIRTUAL_KEY, alias: other }',
    ],
    line: 17,
    says: [/key `ACME_VIRTUAL_KEY` is given twice/, /change or remove/],
  },
  {
    name: 'a key for a model that does not exist',
    file: keys,
    replace: ['models: [gpt-4o]', 'models: [gpt-5o]'],
    line: 11,
    says: [/`gpt-5o` is in no file/, /correct the name/],
  },
  {
    name: 'an alias for a model that does not exist',
    file: keys,
    replace: ['fast: gpt-4o-mini', 'fast: gpt-4o-mimi'],
    line: 12,
    says: [/`gpt-4o-mimi`/, /correct the name/],
  },
  {
    name: 'a bad duration',
    file: keys,
    replace: ['budget_duration: 1d', 'budget_duration: one day'],
    line: 14,
    says: [/"one day"/, /write a number and a unit/],
  },
  {
    name: 'an expiry that is no date',
    file: keys,
    replace: ['2099-01-01T00:00:00Z', 'next year'],
    line: 15,
    says: [/"next year"/, /write a date/],
  },
  {
    name: 'a duration without a budget',
    file: keys,
    replace: ['    max_budget: 10\n', ''],
    line: 13,
    says: [/no max_budget/, /add max_budget/],
  },
  {
    name: 'a key of an unknown team',
    file: keys,
    replace: ['    team_id: acme\n    metadata', '    team_id: acne\n    metadata'],
    line: 9,
    says: [/team `acne`/, /add it there or correct/],
  },
  {
    name: 'a key of an unknown tenant',
    file: keys,
    replace: ['tenant_id: acme', 'tenant_id: initech'],
    line: 10,
    says: [/tenant `initech`/, /add it there or correct/],
  },
  {
    name: "a key whose team is another tenant's",
    file: keys,
    replace: ['tenant_id: acme', 'tenant_id: globex'],
    line: 10,
    says: [/its team `acme` belongs to `acme`/, /make the two agree/],
  },
];

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'configuration-'));
  cpSync(join(projectRoot, 'config'), join(root, 'config'), { recursive: true });
  writeFileSync(join(root, keys), VIRTUAL_KEYS);
  writeFileSync(join(root, tenants), TENANTS);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function edit(file: string, [find, by]: readonly [string, string]): void {
  const text = readFileSync(join(root, file), 'utf8');
  expect(text).toContain(find);
  writeFileSync(join(root, file), text.replace(find, by));
}

test('the configuration that the broken variants start from is right', () => {
  expect(checkConfiguration({ root, modelMap }).problems).toEqual([]);
});

test("LiteLLM's other settings and guardrails pass", () => {
  edit(base, ['litellm_settings:', 'litellm_settings:\n  drop_params: true']);
  edit(base, [
    'general_settings:',
    'guardrails:\n  - guardrail_name: presidio\n    litellm_params: { guardrail: presidio, mode: [pre_call], any: 1 }\ngeneral_settings:',
  ]);
  expect(checkConfiguration({ root, modelMap }).problems).toEqual([]);
});

test('with a database the keys themselves need not be where LiteLLM runs', () => {
  const about = (choice: string) =>
    checkConfiguration({ root, modelMap, keys: choice, requireEnvironment: true }).problems.filter(
      ({ message }) => message.includes('ACME_VIRTUAL_KEY'),
    );
  expect(about('file')).toHaveLength(1);
  expect(about('database')).toEqual([]);
});

test('there are at least 25 broken variants', () => {
  expect(variants.length).toBeGreaterThanOrEqual(25);
});

test.each(variants)('$name is told in one sentence with file, line and remedy', (variant) => {
  edit(variant.file, variant.replace);
  const { problems } = checkConfiguration({
    root,
    modelMap,
    environment: variant.environment ?? {},
    requireEnvironment: variant.requireEnvironment ?? false,
    transport: variant.transport,
    keys: variant.keys,
  });
  const [wrong, remedy] = variant.says;
  const found = problems.filter(({ message }) => wrong.test(message) && remedy.test(message));
  expect(problems.map(formatProblem).join('\n')).toMatch(wrong);
  expect(problems.map(formatProblem).join('\n')).toMatch(remedy);
  expect(found[0]?.file).toBe(variant.file);
  if (variant.line !== 'last' && variant.line > 0) expect(found[0]?.line).toBe(variant.line);
  else expect(found[0]?.line).toBeGreaterThan(0);
  // A secret that was written by mistake is not shown again.
  expect(JSON.stringify(problems)).not.toContain(plainKey);
  expect(found[0]?.message).toMatch(/^[^\n]+\.$/);
  // One mistake, one sentence; only the environment check may name each variable that is missing.
  if (!variant.requireEnvironment) expect(problems).toHaveLength(1);
});

test('a broken configuration ends both commands with exit code 1 and writes nothing', async () => {
  edit(openai, ['rpm: 500', 'rpm: fast']);
  const lines: string[] = [];
  expect(await runCheck({ root }, (text) => lines.push(text))).toBe(1);
  expect(lines.join('\n')).toMatch(/^config\/providers\/openai\.yaml:8: /m);
  const cli = join(projectRoot, 'dist/scripts/config/cli.js');
  for (const command of ['check', 'build']) {
    const run = spawnSync(process.execPath, [cli, command, '--root', root, '--json'], { encoding: 'utf8' });
    expect(run.status).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({ ok: false, problems: [{ file: openai, line: 8 }] });
  }
  expect(() => readFileSync(join(root, 'litellm/config.yaml'))).toThrow(/ENOENT/);
});
