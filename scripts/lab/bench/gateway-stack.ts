import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GenericContainer, Wait } from 'testcontainers';
import { parse, stringify } from 'yaml';
import { stageConfiguration } from '../../config/real-litellm.js';
import { startMockProvider } from '../mock-provider/server.js';
import { startHookService } from '../../stack/hook-service.js';
import { startLitellm } from '../../stack/litellm.js';
import { projectRoot } from '../../stack/paths.js';
import { freePort, type ServiceProcess } from '../../stack/process.js';
import type { Gateway } from './gateway-load.js';

/** LiteLLM three times before one mock provider: as it comes, with a cache of its own, and with the hooks. */
export interface MeasuredGateways {
  /** No hooks, no cache. */
  readonly stock: Gateway;
  /** No hooks, LiteLLM's own exact cache. */
  readonly stockCache: Gateway;
  /** All four hooks, with the committed configuration. */
  readonly ours: Gateway;
  /** Where both caches keep their answers. */
  readonly cacheStore: 'redis' | 'memory';
  readonly stopHooks: () => Promise<void>;
  stop(): Promise<void>;
}

type Settings = Record<string, Record<string, unknown>>;

/** The committed configuration without anything of ours, with or without LiteLLM's own cache. */
function stockConfiguration(redis: URL | undefined, withCache: boolean): string {
  const whole = parse(readFileSync(join(projectRoot, 'litellm/config.yaml'), 'utf8')) as Settings;
  delete whole['guardrails'];
  whole['general_settings'] = { master_key: 'os.environ/LITELLM_MASTER_KEY' };
  const params = redis
    ? { type: 'redis', host: redis.hostname, port: Number(redis.port || 6379) }
    : { type: 'local' };
  delete whole['litellm_settings']?.['callbacks'];
  delete whole['litellm_settings']?.['enable_post_custom_auth_checks'];
  if (withCache) Object.assign(whole['litellm_settings'] ?? {}, { cache: true, cache_params: params });
  return stringify(whole);
}

/** REDIS_URL, else a container of REDIS_IMAGE, else none: then both caches are in memory. */
async function startRedis(): Promise<{ url: URL; stop(): Promise<void> } | undefined> {
  const given = process.env['REDIS_URL'];
  if (given) return { url: new URL(given), stop: () => Promise.resolve() };
  try {
    const container = await new GenericContainer(process.env['REDIS_IMAGE'] ?? 'redis:8')
      .withCommand(['redis-server', '--bind', '0.0.0.0', '--protected-mode', 'no', '--save', ''])
      .withExposedPorts(6379)
      .withWaitStrategy(Wait.forLogMessage(/Ready to accept connections/))
      .start();
    const url = new URL(`redis://127.0.0.1:${container.getMappedPort(6379)}`);
    return { url, stop: async () => void (await container.stop({ timeout: 1_000 })) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`No Redis (${reason}): both caches are in memory.\n`);
    return undefined;
  }
}

/** Starts everything on free ports, in a directory of its own. `stop` ends it all and deletes the directory. */
export async function startGateways(): Promise<MeasuredGateways> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-gateway-'));
  const cleanups: (() => unknown)[] = [() => rmSync(directory, { recursive: true, force: true })];
  const stop = async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  };
  try {
    const redis = await startRedis();
    if (redis) cleanups.push(() => redis.stop());
    const provider = await startMockProvider({ keep: 1 });
    cleanups.push(() => provider.stop());
    const secret = randomBytes(16).toString('hex');
    const hooks = await startHooks(directory, secret, redis?.url);
    cleanups.push(() => hooks.stop('SIGKILL'));

    const start = async (name: string, config: string | undefined, key: string): Promise<Gateway> => {
      const staged = config === undefined ? undefined : stageConfiguration(config, projectRoot);
      if (staged) cleanups.push(() => staged.remove());
      const masterKey = `sk-${randomBytes(16).toString('hex')}`;
      const litellm = await startLitellm({
        port: await freePort(),
        hooksUrl: hooks.url,
        hooksSecret: secret,
        masterKey,
        logFile: join(directory, `${name}.log`),
        ...(staged && { configFile: staged.path }),
        environment: {
          VIRTUAL_KEYS_FILE: writeKey(directory, key),
          OPENAI_API_BASE: `${provider.url}/v1`,
          OPENAI_API_KEY: 'mock',
        },
      });
      // At once: without a hook service a graceful stop would wait for events that nobody takes.
      cleanups.push(() => litellm.stop('SIGKILL'));
      return { url: litellm.url, key: config === undefined ? key : masterKey };
    };
    const key = `sk-${randomBytes(16).toString('hex')}`;
    return {
      stock: await start('stock', stockConfiguration(redis?.url, false), key),
      stockCache: await start('stock-cache', stockConfiguration(redis?.url, true), key),
      ours: await start('ours', undefined, key),
      cacheStore: redis ? 'redis' : 'memory',
      stopHooks: () => hooks.stop(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startHooks(
  directory: string,
  secret: string,
  redis: URL | undefined,
): Promise<ServiceProcess> {
  return startHookService({
    port: await freePort(),
    secret,
    dataDir: join(directory, 'data'),
    logFile: join(directory, 'hooks.log'),
    // No semantic hit is sampled, so that a hit is a hit; events stay in the file outbox.
    environment: {
      HOOKS_EVENTS_NATS_SERVERS: '',
      NATS_URL: '',
      REDIS_URL: redis?.href ?? '',
      HOOKS_CACHE_SAMPLING_SHARE: '0',
    },
  });
}

function writeKey(directory: string, key: string): string {
  const file = join(directory, 'keys/virtual_keys.yaml');
  mkdirSync(join(directory, 'keys'), { recursive: true });
  const hash = createHash('sha256').update(key).digest('hex');
  const entry = { key: `sha256:${hash}`, alias: 'bench', team_id: 'bench', metadata: { tenant_id: 'bench' } };
  writeFileSync(file, stringify({ virtual_keys: [entry] }));
  return file;
}
