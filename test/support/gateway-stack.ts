import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { startMockProvider, type MockProvider } from '../../scripts/lab/mock-provider/server.js';
import { checkConfiguration } from '../../scripts/config/check.js';
import { formatProblem } from '../../scripts/config/problems.js';
import { stageConfiguration } from '../../scripts/config/real-litellm.js';
import { startHookService } from '../../scripts/stack/hook-service.js';
import { freePort, tail, type ServiceProcess } from '../../scripts/stack/process.js';
import { projectRoot } from '../../scripts/stack/paths.js';
import { SHORT_RETRIES, type LitellmProxy, type LitellmRuntime } from './litellm-proxy.js';
import { startHookFleet, type HookFleet } from './hook-fleet.js';
import { redisService, type Service } from './services.js';
import { readOutbox, type StoredEvent } from './outbox-files.js';

/** An entry of the key file without its key, which is made at run time. */
export type KeyEntry = Readonly<Record<string, unknown>>;

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; null when it is a stream or empty. */
  readonly json: unknown;
  readonly callId: string;
  readonly milliseconds: number;
}

/** Mock provider, hook service and LiteLLM, wired as in production. */
export interface GatewayStack {
  readonly provider: MockProvider;
  readonly hooksUrl: string;
  readonly dataDir: string;
  /** Of all that its processes write: data and logs. */
  readonly directory: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly masterKey: string;
  /** HOOKS_SECRET of both. */
  readonly secret: string;
  hooks(): ServiceProcess;
  /** Where several hook services were started. */
  fleet(): HookFleet;
  litellm(): LitellmProxy;
  startHooks(): Promise<void>;
  /** Posts to LiteLLM with the key of that name. */
  post(
    key: string,
    path: string,
    body: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answered>;
  /** A chat completion with one user message. */
  ask(key: string, content: string, more?: Readonly<Record<string, unknown>>): Promise<Answered>;
  /** All events of the outbox once `found` is satisfied with them; after `seconds` as they are. */
  events(
    found: (events: readonly StoredEvent[]) => boolean,
    seconds?: number,
  ): Promise<readonly StoredEvent[]>;
  /** An answer of the hook service's admin routes. */
  admin(path: string): Promise<unknown>;
  /** The same of each hook service, where there are several. */
  adminOfEach(path: string): Promise<unknown[]>;
  /** The metrics of all hook services, one after the other. */
  metrics(): Promise<string>;
  writeKeys(entries: Readonly<Record<string, KeyEntry>>): void;
  stop(): Promise<void>;
}

export interface GatewayStackOptions {
  readonly keys: Readonly<Record<string, KeyEntry>>;
  /** Entries of the key file's teams. */
  readonly teams?: readonly KeyEntry[];
  readonly hooksEnvironment?: NodeJS.ProcessEnv;
  readonly litellmEnvironment?: NodeJS.ProcessEnv;
  /** Entries of a tenants file that stands in for the committed one. */
  readonly tenants?: readonly Readonly<Record<string, unknown>>[];
  /** LiteLLM's configuration, named `config.yaml` and with the modules beside it, in place of the committed one. */
  readonly litellmConfig?: string;
  /** How LiteLLM asks the hook service: a file of `config/transports`. */
  readonly transport?: string;
  /** Several hook services behind one address, with their state in a Redis; by default what E2E_REPLICAS says. */
  readonly replicas?: number;
  /** Absent: the tests put something else at `hooksUrl`. */
  readonly withHooks?: boolean;
}

/** The committed configuration with another transport, and the plugin beside it. */
function stageTransport(transport: string) {
  const { text, problems } = checkConfiguration({ root: projectRoot, transport });
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join('\n'));
  return stageConfiguration(text, projectRoot);
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Of tests of what is sent: a busy machine may take longer than production's deadline, and nothing may hit. */
export const ONLY_COMPRESSION: GatewayStackOptions = {
  keys: { acme: { team_id: 'acme', metadata: { tenant_id: 'acme' } } },
  hooksEnvironment: { HOOKS_COMPRESSION_DEADLINE_MS: '4000', HOOKS_CACHE_MODE: 'off' },
};

/** Starts the whole gateway on free ports, in a directory of its own. Call `stop` in afterAll. */
export async function startGatewayStack(
  start: LitellmRuntime,
  options: GatewayStackOptions,
): Promise<GatewayStack> {
  const directory = mkdtempSync(join(tmpdir(), 'hooks-e2e-'));
  const dataDir = join(directory, 'data');
  mkdirSync(join(directory, 'keys'));
  const keyFile = join(directory, 'keys/virtual_keys.yaml');
  const keys = Object.fromEntries(
    Object.keys(options.keys).map((name) => [name, `sk-${randomBytes(16).toString('hex')}`]),
  );
  const writeKeys = (entries: Readonly<Record<string, KeyEntry>>) => {
    const list = Object.entries(entries).map(([name, entry]) => ({
      key: `sha256:${sha256(keys[name] ?? '')}`,
      alias: name,
      ...entry,
    }));
    writeFileSync(`${keyFile}.new`, stringify({ teams: options.teams ?? [], virtual_keys: list }));
    renameSync(`${keyFile}.new`, keyFile);
  };
  writeKeys(options.keys);

  const secret = randomBytes(16).toString('hex');
  const masterKey = `sk-${randomBytes(24).toString('hex')}`;
  const hooksPort = await freePort();
  const hooksUrl = `http://127.0.0.1:${hooksPort}`;
  let hooks: ServiceProcess | undefined;
  let fleet: HookFleet | undefined;
  let redis: Service | undefined;
  const { replicas = Number(process.env['E2E_REPLICAS'] ?? 1) } = options;
  const tenantsFile = join(directory, 'tenants.yaml');
  if (options.tenants) writeFileSync(tenantsFile, stringify({ tenants: options.tenants }));
  const startReplicas = async () => {
    redis = await redisService();
    if (redis === undefined) throw new Error('Several hook services need a Redis, and there is none.');
    fleet = await startHookFleet({
      ...(options.tenants && { tenantsFile }),
      count: replicas,
      redisUrl: redis.url,
      secret,
      directory,
      port: hooksPort,
      environment: options.hooksEnvironment,
    });
  };
  const startOne = async () => {
    hooks = await startHookService({
      ...(options.tenants && { tenantsFile }),
      port: hooksPort,
      secret,
      dataDir,
      logFile: join(directory, 'hooks.log'),
      environment: {
        HOOKS_EVENTS_NATS_SERVERS: '',
        NATS_URL: '',
        REDIS_URL: '',
        ...options.hooksEnvironment,
      },
    });
  };
  const startHooks = () => (replicas > 1 ? startReplicas() : startOne());
  const provider = await startMockProvider({ keep: 5_000 });
  const staged = options.transport === undefined ? undefined : stageTransport(options.transport);
  const configFile = options.litellmConfig ?? staged?.path;
  let litellm: LitellmProxy | undefined;
  const stop = async () => {
    await litellm?.stop();
    await hooks?.stop('SIGKILL');
    await fleet?.stop();
    await redis?.stop();
    await provider.stop();
    staged?.remove();
    if (process.env['KEEP_E2E_FILES'] !== '1') rmSync(directory, { recursive: true, force: true });
  };
  try {
    if (options.withHooks !== false) await startHooks();
    litellm = await start({
      hooksUrl,
      hooksSecret: secret,
      masterKey,
      logFile: join(directory, 'litellm.log'),
      ...(configFile !== undefined && { configFile }),
      environment: {
        ...SHORT_RETRIES,
        VIRTUAL_KEYS_FILE: keyFile,
        OPENAI_API_BASE: `${provider.url}/v1`,
        OPENAI_API_KEY: 'mock',
        ANTHROPIC_API_BASE: provider.url,
        ANTHROPIC_API_KEY: 'mock',
        HOOKS_FLUSH_SECONDS: '0.2',
        // Tests are about what is done: a busy machine may take longer than production's deadline.
        HOOKS_CALL_TIMEOUT_MS: '5000',
        ...options.litellmEnvironment,
      },
    });
  } catch (error) {
    await stop();
    throw error;
  }
  const { url } = litellm;
  const unanswered = (path: string) => (cause: unknown) => {
    const log = tail(join(directory, 'litellm.log'));
    throw new Error(`LiteLLM did not answer POST ${path}. The end of its log:\n${log}`, { cause });
  };
  const running = <T>(what: T | undefined): T => {
    if (what === undefined) throw new Error('This part of the stack was not started.');
    return what;
  };
  const post: GatewayStack['post'] = (key, path, body, headers) =>
    postJson(`${url}${path}`, body, { authorization: `Bearer ${keys[key] ?? key}`, ...headers }).catch(
      unanswered(path),
    );
  const stack: GatewayStack = {
    provider,
    hooksUrl,
    dataDir,
    directory,
    keys,
    masterKey,
    secret,
    hooks: () => running(hooks),
    fleet: () => running(fleet),
    litellm: () => running(litellm),
    startHooks,
    post,
    ask: (key, content, more) =>
      post(key, '/v1/chat/completions', { model: 'gpt-4o', messages: [{ role: 'user', content }], ...more }),
    events: (found, seconds) => (fleet ? fleet.events(found, seconds) : readOutbox(dataDir, found, seconds)),
    async admin(path) {
      if (fleet) return fleet.admin(path);
      const response = await fetch(`${hooksUrl}/admin${path}`, { headers: { 'x-api-key': secret } });
      return response.json();
    },
    async adminOfEach(path) {
      return fleet ? fleet.adminOfEach(path) : [await stack.admin(path)];
    },
    async metrics() {
      const urls = fleet ? fleet.services.map((service) => service.url) : [hooksUrl];
      const texts = await Promise.all(
        urls.map(async (service) => (await fetch(`${service}/metrics`)).text()),
      );
      return texts.join('\n');
    },
    writeKeys,
    stop,
  };
  return stack;
}

async function postJson(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<Answered> {
  const started = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: jsonOf(text),
    callId: response.headers.get('x-litellm-call-id') ?? '',
    milliseconds: performance.now() - started,
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** The text of an answer in any of the forms that LiteLLM speaks, streamed or not. */
export function textOfAnswer({ text, json }: Answered): string {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        if (['content', 'text'].includes(name) && typeof inner === 'string') found.push(inner);
        else visit(inner);
      }
    }
  };
  if (json !== null) visit(json);
  else for (const delta of deltas(text)) found.push(delta);
  return found.join('').trim();
}

function deltas(stream: string): string[] {
  return stream
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map((line) => JSON.parse(line.slice('data: '.length)) as Record<string, unknown>)
    .map((event) => {
      const { type, delta, choices } = event as {
        type?: string;
        delta?: string | { text?: string };
        choices?: { delta?: { content?: string }; text?: string }[];
      };
      if (type === 'response.output_text.delta' && typeof delta === 'string') return delta;
      if (type === 'content_block_delta' && typeof delta === 'object') return delta.text ?? '';
      return choices?.map((choice) => choice.delta?.content ?? choice.text ?? '').join('') ?? '';
    });
}
