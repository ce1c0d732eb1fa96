import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { checkConfiguration } from '../../../config/check.js';
import { stageConfiguration } from '../../../config/real-litellm.js';
import { startHookService } from '../../../stack/hook-service.js';
import { startLitellm } from '../../../stack/litellm.js';
import { projectRoot } from '../../../stack/paths.js';
import { freePort, startProcess, type ServiceProcess } from '../../../stack/process.js';
import { startRedis } from '../redis.js';
import { SIDES, type Side } from './cells.js';
import type { Gateway } from './load.js';
import type { Reference } from './results.js';

/** A side of the comparison, with the processes whose CPU it costs. */
export interface RunningSide extends Gateway {
  readonly name: Side | Reference;
  readonly litellm: ServiceProcess;
  readonly service?: ServiceProcess;
}

export interface Sides {
  readonly stock: RunningSide;
  /** Stock with its own exact cache: what hits are compared with. */
  readonly stockCache: RunningSide;
  readonly compared: readonly RunningSide[];
  /** The provider answers after so many milliseconds from now on. */
  slowProvider(ms: number): Promise<void>;
  stop(): Promise<void>;
}

type Yaml = Record<string, unknown>;

/** What LiteLLM's own content filter looks for when somebody switches it on for what the project's detection does. */
const CONTENT_FILTER = {
  guardrail_name: 'content-filter',
  litellm_params: {
    guardrail: 'litellm_content_filter',
    mode: 'pre_call',
    default_on: true,
    patterns: ['us_ssn', 'email', 'visa', 'aws_access_key', 'github_token'].map((name) => ({
      pattern_type: 'prebuilt',
      pattern_name: name,
      action: 'MASK',
    })),
  },
};

/**
 * LiteLLM's configuration of a side, from the committed one; undefined is the committed one itself. `stock-features` has
 * LiteLLM's exact Redis cache in place of its redis-semantic one, which needs the package redisvl and a Redis with the
 * search module: it costs less, for it embeds nothing.
 */
function configurationOf(side: RunningSide['name'], redis: URL): string | undefined {
  if (side === 'ours') return undefined;
  if (side === 'ours-generic')
    return checkConfiguration({ root: projectRoot, profile: 'default', transport: 'generic' }).text;
  const whole = parse(readFileSync(join(projectRoot, 'litellm/config.yaml'), 'utf8')) as Yaml;
  const settings = whole['litellm_settings'] as Yaml;
  delete whole['guardrails'];
  delete settings['callbacks'];
  delete settings['enable_post_custom_auth_checks'];
  whole['general_settings'] = { master_key: 'os.environ/LITELLM_MASTER_KEY' };
  if (side !== 'stock') {
    const server = { host: redis.hostname, port: Number(redis.port || 6379) };
    // A namespace of its own: the two stock sides would answer each other's questions.
    Object.assign(settings, { cache: true, cache_params: { type: 'redis', namespace: side, ...server } });
  }
  if (side === 'stock-features') {
    settings['callbacks'] = ['generic_api'];
    whole['guardrails'] = [CONTENT_FILTER];
  }
  return stringify(whole);
}

/** Starts everything on free ports, in a directory of its own. `stop` ends it all and deletes the directory. */
export async function startSides(wanted: readonly Side[], say: (line: string) => void): Promise<Sides> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-overhead-'));
  const cleanups: (() => unknown)[] = [() => rmSync(directory, { recursive: true, force: true })];
  const stop = async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  };
  try {
    const redis = await startRedis();
    cleanups.push(() => redis.stop());
    const provider = await startProvider(directory);
    cleanups.push(() => provider.stop());
    const sink = await startSink();
    cleanups.push(() => sink.stop());
    const start = async (name: RunningSide['name']): Promise<RunningSide> => {
      say(`starting ${name}`);
      const atEnd = (cleanup: () => unknown) => void cleanups.push(cleanup);
      const context = { directory, redis: redis.url, provider: provider.url, sink: sink.url, atEnd };
      const side = await startSide(name, context);
      // At once: a graceful stop would wait for what nobody takes any more.
      cleanups.push(
        () => side.service?.stop('SIGKILL'),
        () => side.litellm.stop('SIGKILL'),
      );
      return side;
    };
    const stock = await start('stock');
    const stockCache = await start('stock-cache');
    const compared: RunningSide[] = [];
    for (const side of SIDES.filter((one) => wanted.includes(one))) compared.push(await start(side));
    const slowProvider = async (ms: number) => {
      const behaviour = ms > 0 ? { mode: 'slow', delayMs: ms } : { mode: 'ok' };
      const headers = { 'content-type': 'application/json' };
      await fetch(`${provider.url}/control`, { method: 'POST', headers, body: JSON.stringify(behaviour) });
    };
    return { stock, stockCache, compared, slowProvider, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Context {
  readonly directory: string;
  readonly redis: URL;
  readonly provider: string;
  readonly sink: string;
  atEnd(cleanup: () => unknown): void;
}

async function startSide(name: RunningSide['name'], context: Context): Promise<RunningSide> {
  const { directory, redis, provider, sink } = context;
  const isOurs = name === 'ours' || name === 'ours-generic';
  const secret = randomBytes(16).toString('hex');
  const service = isOurs ? await startService(name, directory, secret, redis) : undefined;
  const config = configurationOf(name, redis);
  const staged = config === undefined ? undefined : stageConfiguration(config, projectRoot);
  if (staged) context.atEnd(() => staged.remove());
  const masterKey = `sk-${randomBytes(16).toString('hex')}`;
  const key = `sk-${randomBytes(16).toString('hex')}`;
  try {
    const litellm = await startLitellm({
      port: await freePort(),
      hooksUrl: service?.url ?? '',
      hooksSecret: secret,
      masterKey,
      logFile: join(directory, `${name}.log`),
      ...(staged && { configFile: staged.path }),
      environment: {
        VIRTUAL_KEYS_FILE: writeKey(join(directory, name), key),
        OPENAI_API_BASE: `${provider}/v1`,
        OPENAI_API_KEY: 'mock',
        GENERIC_LOGGER_ENDPOINT: sink,
        // So that what it sends in batches is sent, and accounted, while it is measured.
        DEFAULT_FLUSH_INTERVAL_SECONDS: '1',
      },
    });
    return { name, url: litellm.url, key: isOurs ? key : masterKey, litellm, ...(service && { service }) };
  } catch (error) {
    await service?.stop('SIGKILL');
    throw error;
  }
}

async function startService(name: string, directory: string, secret: string, redis: URL) {
  return startHookService({
    port: await freePort(),
    secret,
    dataDir: join(directory, `data-${name}`),
    logFile: join(directory, `hooks-${name}.log`),
    // No hit is sampled, so that a hit is a hit; events stay in the file outbox. Each side has a Redis database of its own.
    environment: {
      HOOKS_EVENTS_NATS_SERVERS: '',
      NATS_URL: '',
      REDIS_URL: new URL(name === 'ours' ? '/1' : '/2', redis).href,
      HOOKS_CACHE_SAMPLING_SHARE: '0',
    },
  });
}

/** A process of its own: what it does must not hold up the one that measures. */
async function startProvider(directory: string): Promise<ServiceProcess> {
  const port = await freePort();
  return startProcess({
    name: 'The mock provider',
    command: process.execPath,
    args: [join(projectRoot, 'dist/scripts/lab/mock-provider.js'), '--port', `${port}`],
    environment: process.env,
    logFile: join(directory, 'provider.log'),
    url: `http://127.0.0.1:${port}`,
    readyPath: '/health',
  });
}

/** Takes what LiteLLM's own generic_api callback sends. */
async function startSink(): Promise<{ url: string; stop(): void }> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.end('{}'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

function writeKey(folder: string, key: string): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'virtual_keys.yaml');
  const hash = createHash('sha256').update(key).digest('hex');
  const entry = { key: `sha256:${hash}`, alias: 'bench', team_id: 'bench', metadata: { tenant_id: 'bench' } };
  writeFileSync(file, stringify({ virtual_keys: [entry] }));
  return file;
}
