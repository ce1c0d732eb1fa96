import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfiguration } from '../../hooks-server/configuration/settings.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rules-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Given {
  readonly hooks?: string;
  readonly tenants?: string;
  readonly environment?: NodeJS.ProcessEnv;
}

function load({ hooks = '', tenants = '', environment = {} }: Given) {
  const files = { hooks: join(folder, 'hooks.yaml'), tenants: join(folder, 'tenants.yaml') };
  writeFileSync(files.hooks, hooks);
  writeFileSync(files.tenants, tenants);
  return loadConfiguration(files, { HOOKS_DEVELOPMENT: 'true', ...environment });
}

/** The sentences about settings that are refused, without the folder; empty when they are taken. */
function refusal(given: Given): string {
  try {
    load(given);
    return '';
  } catch (error) {
    return (error as Error).message.replaceAll(`${folder}/`, '');
  }
}

describe('a detection pattern', () => {
  const bad = "detection:\n  patterns:\n    - name: code\n      pattern: '(?=PRJ)x'\n";

  test('that RE2 cannot run is refused with its line, its name and the reason', () => {
    expect(refusal({ hooks: bad })).toMatch(
      /^hooks\.yaml:4: `detection\.patterns\.0\.pattern`: pattern `code`: look-around cannot run in linear time/,
    );
  });

  test("that RE2 cannot run is refused among a tenant's own, too", () => {
    const tenants =
      "tenants:\n  - id: acme\n    detection:\n      patterns: [{ name: b, pattern: '(a)\\1' }]\n";
    expect(refusal({ tenants })).toMatch(
      /^tenants\.yaml:4: tenant `acme`, detection: .*pattern `b`: back-refer/,
    );
  });

  test('from the environment is refused with the name of its variable', () => {
    const environment = { HOOKS_DETECTION_PATTERNS: "[{ name: b, pattern: '(' }]" };
    expect(refusal({ environment })).toMatch(/^Environment variable HOOKS_DETECTION_PATTERNS: .*pattern `b`/);
  });

  test('may not have the name of another', () => {
    const hooks = 'detection: { patterns: [{ name: a, pattern: x }, { name: a, pattern: y }] }\n';
    expect(refusal({ hooks })).toMatch(/`detection\.patterns\.1\.name`: expected a name of its own/);
  });
});

describe('what settings must have in common', () => {
  test.each<[string, string, RegExp]>([
    [
      'a Redis outbox needs a Redis',
      'events: { outbox: redis, quota: { store: redis } }',
      /`events\.outbox`: expected `redis\.urls`.*\n.*`events\.quota\.store`: expected `redis\.urls`/,
    ],
    ['a Redis cache needs a Redis', 'cache: { store: { kind: redis } }', /`cache\.store\.kind`: .*REDIS_URL/],
    [
      'a Redis outbox needs a quota mirror in Redis',
      'redis: { urls: ["redis://a:1"] }\nevents: { outbox: redis }',
      /`events\.quota\.store`: expected `redis`/,
    ],
    [
      'the first pause is not longer than the longest',
      'events: { nats: { backoffMinMs: 9, backoffMaxMs: 3 } }',
      /`events\.nats\.backoffMinMs`: expected at most `nats\.backoffMaxMs`, which is 3 \(got 9\)/,
    ],
    ['low is not above medium', 'detection: { thresholds: { low: 0.6 } }', /thresholds\.low.*which is 0\.5/],
    [
      'medium is not above high',
      'detection: { thresholds: { medium: 0.9 } }',
      /thresholds\.medium.*which is 0\.8/,
    ],
    [
      'the grey band begins below its end',
      'detection: { classifier: { lowerScore: 0.95 } }',
      /classifier\.lowerScore.*which is 0\.9/,
    ],
    [
      'a detection model needs its tokenizer',
      'detection: { classifier: { modelPath: m.onnx } }',
      /classifier\.modelPath`: expected `classifier\.tokenizerPath` beside it/,
    ],
    [
      'a profile is one that exists',
      'compression: { profile: terse }',
      /compression\.profile.*\(got "terse"\)/,
    ],
    [
      'an embedder that is gone says what to write',
      'cache: { embedder: { kind: auto } }',
      /cache\.embedder\.kind`: expected `static`.*took the place of `auto`.*\(got "auto"\)/,
    ],
    [
      "a model's profile is one that exists",
      'compression: { models: { gpt-4o: terse } }',
      /compression\.models\.gpt-4o.*\(got "terse"\)/,
    ],
    [
      'llmlingua-2 needs a model',
      'compression: { strategy: llmlingua-2 }',
      /compression\.strategy.*classifier\.modelDir/,
    ],
    ['Langfuse needs both keys', 'langfuse: { publicKey: pk }', /langfuse\.publicKey.*LANGFUSE_SECRET_KEY/],
    ['Langfuse needs both keys, too', 'langfuse: { secretKey: sk }', /secretKey.*LANGFUSE_PUBLIC.*not shown/],
    [
      'NATS is not reached by http',
      'events: { nats: { servers: ["http://a:1"] } }',
      /servers\.0.*nats:\/\/host/,
    ],
    ['a NATS port is a number', 'events: { nats: { servers: ["a:b"] } }', /servers\.0.*nats:\/\/host/],
  ])('%s', (_, hooks, message) => {
    expect(refusal({ hooks })).toMatch(message);
    expect(refusal({ hooks })).toMatch(/^hooks\.yaml:\d+: /);
  });

  test('holds for file and environment together, not for each by itself', () => {
    const hooks = [
      'events: { outbox: redis, quota: { store: redis } }',
      'langfuse: { publicKey: pk }',
      'compression: { profile: mine }',
      '',
    ].join('\n');
    const environment = {
      REDIS_URL: 'redis://a:1',
      LANGFUSE_SECRET_KEY: 'sk',
      HOOKS_COMPRESSION_PROFILES: '{ mine: { keep: 0.4 } }',
      NATS_URL: 'nats://a:1,tls://b,c:4222,d',
    };
    expect(refusal({ hooks, environment })).toBe('');
  });

  test('holds for the common settings under those of a tenant', () => {
    const hooks = 'compression: { profiles: { mine: { keep: 0.4 } } }\n';
    expect(refusal({ hooks, tenants: 'tenants: [{ id: a, compression: { profile: mine } }]\n' })).toBe('');
    expect(
      refusal({ hooks, tenants: 'tenants: [{ id: a, detection: { thresholds: { low: 0.7 } } }]\n' }),
    ).toMatch(/tenant `a`, detection: `thresholds\.low`: expected at most/);
  });
});

describe('tenants', () => {
  test.each<[string, string, RegExp]>([
    ['id', '{ id: a }, { id: a }', /tenant `a` already belongs to tenant `a`/],
    ['team', '{ id: a, teams: [t] }, { id: b, teams: [t] }', /team `t` already belongs to tenant `a`/],
    [
      'key',
      `{ id: a, keys: [${'ab'.repeat(32)}] }, { id: b, keys: [${'ab'.repeat(32)}] }`,
      /key `abababab…` already belongs to tenant `a`/,
    ],
  ])('never share an %s', (_, list, message) => {
    expect(refusal({ tenants: `tenants: [${list}]\n` })).toMatch(message);
  });

  test.each([
    'cache: { embedder: { threads: 2 } }',
    'cache: { verification: { maxWords: 9 } }',
    'cache: { store: { kind: memory } }',
    'compression: { breaker: { failures: 2 } }',
    'compression: { classifier: { modelDir: m } }',
    'detection: { classifier: { modelPath: m, tokenizerPath: t } }',
  ])('cannot set what is of the whole service: %s', (own) => {
    expect(refusal({ tenants: `tenants:\n  - id: acme\n    ${own}\n` })).toMatch(
      /^tenants\.yaml:3: tenant `acme`: `[\w.]+` is a setting of the whole service; remove it here/,
    );
  });

  test('keep the grey band and the share of words as settings of their own', () => {
    const own =
      'detection: { classifier: { lowerScore: 0.4 } }, compression: { classifier: { keepWords: 0.9 } }';
    const { settingsFor } = load({ tenants: `tenants: [{ id: acme, ${own} }]\n` });
    expect(settingsFor('acme').detection.classifier.lowerScore).toBe(0.4);
    expect(settingsFor('acme').compression.classifier.keepWords).toBe(0.9);
  });
});

describe('a variable', () => {
  test('with a bad item in its list is named', () => {
    expect(refusal({ environment: { REDIS_URL: 'redis://a:1,http://b' } })).toMatch(
      /^Environment variable REDIS_URL: `redis\.urls\.1`: expected redis:/,
    );
    expect(refusal({ environment: { HOOKS_REDIS_URLS: 'http://b' } })).toMatch(
      /^Environment variable HOOKS_REDIS_URLS: /,
    );
  });

  test('gives numbers with commas where numbers are listed', () => {
    const { settings } = load({ environment: { HOOKS_EVENTS_QUOTA_THRESHOLDS: '50, 80' } });
    expect(settings.events.quota.thresholds).toEqual([50, 80]);
    expect(refusal({ environment: { HOOKS_EVENTS_QUOTA_THRESHOLDS: '50,all' } })).toMatch(
      /^Environment variable HOOKS_EVENTS_QUOTA_THRESHOLDS: .*thresholds\.1.*\(got "all"\)/,
    );
  });
});

test('a file that somebody named must be there; the usual ones may be absent', () => {
  const hooks = join(folder, 'absent.yaml');
  const tenants = join(folder, 'none.yaml');
  const environment = { HOOKS_DEVELOPMENT: 'true' };
  expect(loadConfiguration({ hooks, tenants }, environment).tenants).toEqual([]);
  expect(() => loadConfiguration({ hooks, tenants, required: [hooks] }, environment)).toThrow(
    /absent\.yaml: there is no such file\.$/,
  );
});
