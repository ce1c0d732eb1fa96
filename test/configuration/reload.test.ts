import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { createMetrics, type Metrics } from '../../hooks-server/telemetry/metrics.js';
import { loadConfiguration, settingsSchema } from '../../hooks-server/configuration/settings.js';
import { SERVICE_WIDE } from '../../hooks-server/configuration/service-wide.js';
import { createLiveConfiguration, type LiveConfiguration } from '../../hooks-server/configuration/live.js';
import { projectRoot } from '../../scripts/stack/paths.js';
import { answers, freePort, startProcess } from '../../scripts/stack/process.js';
import { masked, printSettings } from '../../hooks-server/configuration/masked.js';

const environment = { HOOKS_DEVELOPMENT: 'true' };
interface JsonSchema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

let folder: string;
let live: LiveConfiguration;
let logged: { level: string; fields: unknown; message: string }[];
let onLog: () => void;

const record =
  (level: string) =>
  (fields: unknown, message?: string): void => {
    logged.push({ level, fields, message: message ?? String(fields) });
    onLog();
  };
const log = { debug: record('debug'), info: record('info'), warn: record('warn'), error: record('error') };

let metrics: Metrics;

const files = () => ({ hooks: join(folder, 'hooks.yaml'), tenants: join(folder, 'tenants.yaml') });

/** Replaces a file at once, as editors and mounted ConfigMaps do. */
function write(name: string, text: string): void {
  writeFileSync(join(folder, `${name}.new`), text);
  renameSync(join(folder, `${name}.new`), join(folder, name));
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reload-'));
  logged = [];
  metrics = createMetrics();
  onLog = () => undefined;
  write('hooks.yaml', 'cache: { semantic: { threshold: 0.8 } }\n');
  write('tenants.yaml', 'tenants: [{ id: acme, teams: [acme] }]\n');
  live = createLiveConfiguration({
    files: files(),
    environment,
    initial: loadConfiguration(files(), environment),
    log: log as never,
    metrics,
    intervalMs: 20,
  });
});
afterEach(() => {
  live.close();
  rmSync(folder, { recursive: true, force: true });
});

const threshold = (tenant?: string) => live.configuration.settingsFor(tenant).cache.semantic.threshold;

test('SIGHUP’s reload puts settings and tenants in force for the next request', () => {
  write('hooks.yaml', 'cache: { semantic: { threshold: 0.9 } }\n');
  write(
    'tenants.yaml',
    'tenants: [{ id: globex, teams: [globex], cache: { semantic: { threshold: 0.7 } } }]\n',
  );
  expect(live.reload()).toEqual({ kind: 'applied', needRestart: [] });
  expect([threshold(), threshold('globex')]).toEqual([0.9, 0.7]);
  expect(logged).toMatchObject([
    {
      level: 'info',
      fields: { audit: { action: 'configuration.reload', at: expect.any(Number) as number } },
    },
  ]);
  expect(live.tenants.resolve({ teamId: 'globex' })?.id).toBe('globex');
  expect(live.tenants.resolve({ teamId: 'acme' })?.id).toBe('team:acme');
});

test('a bad file keeps the old settings and says what is wrong', () => {
  write('hooks.yaml', 'cache: { semantic: { threshold: 8 } }\n');
  const outcome = live.reload();
  expect(outcome).toMatchObject({
    kind: 'refused',
    message: expect.stringMatching(/hooks\.yaml:1: .*threshold/) as string,
  });
  expect(threshold()).toBe(0.8);
  expect(logged).toMatchObject([
    {
      level: 'error',
      fields: { audit: { action: 'configuration.refused', at: expect.any(Number) as number } },
    },
  ]);
  write('hooks.yaml', 'cache: { semantic: { threshold: 0.85 } }\n');
  expect(live.reload().kind).toBe('applied');
  expect(threshold()).toBe(0.85);
});

test('metrics say while the files are wrong, and how often they were read', async () => {
  const refused = async () => (await metrics.settingsRefused.get()).values[0]?.value;
  live.close();
  live.reload();
  write('hooks.yaml', 'cache: { semantic: { threshold: 8 } }\n');
  live.reload();
  expect(await refused()).toBe(1);
  live.reload();
  expect(await refused()).toBe(1);
  write('hooks.yaml', 'cache: { semantic: { threshold: 0.8 } }\n');
  live.reload();
  expect(await refused()).toBe(0);
  const counts = (await metrics.settingsReloads.get()).values.map(({ labels, value }) => [
    labels.outcome,
    value,
  ]);
  expect(counts).toEqual([
    ['unchanged', 2],
    ['refused', 2],
  ]);
});

test('what cannot change while running stays as it was, and the log names it', () => {
  write('hooks.yaml', 'server: { port: 4999 }\ncache: { semantic: { threshold: 0.9 } }\n');
  expect(live.reload()).toEqual({ kind: 'applied', needRestart: ['server'] });
  expect(live.configuration.settings.server.port).toBe(4100);
  expect(threshold()).toBe(0.9);
  expect(logged.at(-1)).toMatchObject({ level: 'warn', fields: { sections: ['server'] } });
});

test.each([
  ['langfuse: { baseUrl: "https://langfuse.example" }', 'langfuse'],
  ['events: { source: other }', 'events'],
  ['cache: { store: { sweepSeconds: 9 } }', 'cache.store'],
  ['cache: { embedder: { threads: 2 } }', 'cache.embedder'],
  ['cache: { verification: { maxWords: 9 } }', 'cache.verification'],
  ['compression: { breaker: { failures: 9 } }', 'compression.breaker'],
  ['detection: { classifier: { positiveLabel: 0 } }', 'detection.classifier.positiveLabel'],
])('%s is said to need a restart', (text, name) => {
  write('hooks.yaml', `${text}\n`);
  expect(live.reload()).toEqual({ kind: 'applied', needRestart: [name] });
});

test('who a caller is changes at once, and is not said to need a restart', () => {
  expect(live.tenants.resolve({ teamId: 'other' })?.id).toBe('team:other');
  write('hooks.yaml', 'tenancy: { fallback: none }\n');
  expect(live.reload()).toEqual({ kind: 'applied', needRestart: [] });
  expect(live.tenants.resolve({ teamId: 'other' })).toBeUndefined();
});

test('a changed file forgets no tenant that a key told of, and its own words about that tenant are in force', () => {
  live.tenants.resolve({ keyHash: 'k1', keyMetadata: { tenant_id: 'acme' } });
  write('tenants.yaml', 'tenants: [{ id: acme, platform_id: web, teams: [other-team] }]\n');
  expect(live.reload()).toEqual({ kind: 'applied', needRestart: [] });
  expect(live.tenants.resolve({ keyHash: 'k1' })).toEqual({ id: 'acme', platformId: 'web' });
});

test('each setting of the jobs that needs a restart says so in config/hooks.yaml', () => {
  const schema = z.toJSONSchema(settingsSchema, { io: 'input' }) as JsonSchema;
  for (const name of SERVICE_WIDE) {
    const described = name
      .split('.')
      .reduce<JsonSchema | undefined>((at, key) => at?.properties?.[key], schema);
    expect([name, described?.description]).toEqual([name, expect.stringContaining('read at the start')]);
  }
});

test.each(['hooks.yaml', 'tenants.yaml'])(
  '%s going away keeps its settings in force, and is said',
  (name) => {
    write('hooks.yaml', 'cache: { semantic: { threshold: 0.9 } }\n');
    live.reload();
    rmSync(join(folder, name));
    expect(live.reload()).toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(`${name}: there is no such file`) as string,
    });
    expect(threshold()).toBe(0.9);
    expect(live.tenants.resolve({ teamId: 'acme' })?.id).toBe('acme');
  },
);

test('the same content again changes nothing', () => {
  write('hooks.yaml', 'cache: { semantic: { threshold: 0.8 } }\n');
  expect(live.reload()).toEqual({ kind: 'unchanged' });
});

test('a changed file is read without a signal', async () => {
  const applied = new Promise<void>((resolve) => {
    onLog = resolve;
  });
  write('hooks.yaml', 'cache: { semantic: { threshold: 0.9 } }\n# a different size\n');
  await applied;
  expect(threshold()).toBe(0.9);
});

test('printed settings show neither a secret nor a password inside an address', () => {
  const word = ['hidden', 'word'].join('-');
  const settings = {
    server: { secret: word, adminSecret: word, port: 4100 },
    langfuse: { publicKey: 'pk', secretKey: word },
    redis: { urls: [`redis://user:${word}@cache:6379`] },
    events: { nats: { password: word, token: word, servers: [`nats://${word}@broker:4222`] } },
    cache: { embedder: { apiKey: word, maxTokens: 256 } },
  };
  expect(printSettings(settings)).not.toContain(word);
  expect(printSettings(settings, 'json')).not.toContain(word);
  expect(masked(settings)).toMatchObject({ server: { port: 4100 }, cache: { embedder: { maxTokens: 256 } } });
});

test('the running service reads its files again on SIGHUP, and goes on after a bad one', async () => {
  const port = await freePort();
  const logFile = join(folder, 'service.log');
  const { hooks, tenants } = files();
  const service = await startProcess({
    name: 'The hook service',
    command: process.execPath,
    args: [join(projectRoot, 'dist/hooks-server/main.js'), '--config', hooks, '--tenants', tenants],
    environment: {
      ...process.env,
      HOOKS_DEVELOPMENT: 'true',
      HOOKS_HOST: '127.0.0.1',
      HOOKS_PORT: String(port),
      HOOKS_DATA_DIR: join(folder, 'data'),
    },
    logFile,
    url: `http://127.0.0.1:${port}`,
    readyPath: '/health/live',
  });
  const untilLogged = async (text: string) => {
    const deadline = Date.now() + 20_000;
    while (!readFileSync(logFile, 'utf8').includes(text) && Date.now() < deadline) await delay(50);
    expect(readFileSync(logFile, 'utf8')).toContain(text);
  };
  try {
    write('hooks.yaml', 'cache: { semantic: { threshold: 0.9 } }\n');
    service.signal('SIGHUP');
    await untilLogged('the settings were read again and are in force');
    write('hooks.yaml', 'cache: { semantic: { threshold: 9 } }\n');
    service.signal('SIGHUP');
    await untilLogged('the settings are wrong: the old ones stay in force');
    expect(await answers(`${service.url}/health/live`)).toBe(true);
  } finally {
    await service.stop();
  }
}, 60_000);
