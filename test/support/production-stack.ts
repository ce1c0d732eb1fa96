import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { connectJetStream } from '../../hooks-server/events/jetstream.js';
import { subjects } from '../../hooks-server/events/envelope.js';
import { natsSettings } from '../../hooks-server/events/settings.js';
import { projectRoot } from '../../scripts/stack/paths.js';
import { freePort } from '../../scripts/stack/process.js';

const FILE = 'docker-compose.production.yml';
const OVERRIDE = 'test/deployment/compose.override.yml';

export const PROFILES = ['self-hosted-db', 'managed-db', 'dev', 'observability'] as const;

/** Whether `docker compose` is there to read a file; an engine is not needed for that. */
export function hasCompose(): boolean {
  return spawnSync('docker', ['compose', 'version']).status === 0;
}

/** A secret for each variable that the file wants. */
export function productionSecrets(): Readonly<Record<string, string>> {
  const names = ['HOOKS_SECRET', 'LITELLM_SALT_KEY', 'REDIS_PASSWORD', 'NATS_PASSWORD', 'POSTGRES_PASSWORD'];
  const secret = () => `p${randomBytes(12).toString('hex')}`;
  return {
    ...Object.fromEntries(names.map((name) => [name, secret()])),
    LITELLM_MASTER_KEY: `sk-${secret()}`,
  };
}

/** `docker compose` on the production file, without this machine's `.env`. */
export async function compose(
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
  options: readonly string[] = [],
): Promise<string> {
  const all = ['compose', '--env-file', '/dev/null', '-f', FILE, ...options, ...words];
  const { stdout } = await promisify(execFile)('docker', all, {
    cwd: projectRoot,
    env: { ...process.env, ...environment },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

/** The official image of a service that this machine may lack, and the name that a stand-in of `test/deployment` has. */
const IMAGES = {
  postgres: ['POSTGRES_IMAGE', 'postgres', 'localhost/postgres'],
  prometheus: ['PROMETHEUS_IMAGE', 'prom/prometheus', 'localhost/prometheus'],
} as const;

/** The image that the environment names, else any of the service's on this machine; undefined when there is none. */
export function imageOf(service: keyof typeof IMAGES): string | undefined {
  const [variable, ...repositories] = IMAGES[service];
  const words = ['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}'];
  const named = process.env[variable];
  if (named !== undefined)
    return spawnSync('docker', ['image', 'inspect', named]).status === 0 ? named : undefined;
  const { stdout } = spawnSync('docker', words, { encoding: 'utf8' });
  const found = (stdout ?? '').split('\n').filter((name) => !name.endsWith(':<none>'));
  return repositories.flatMap((name) => found.filter((image) => image.startsWith(`${name}:`)))[0];
}

/** What `hooks smoke --json` prints. */
export interface SmokeReport {
  readonly ok: boolean;
  readonly checks: readonly { readonly check: string; readonly result: string; readonly says: string }[];
}

export interface ProductionStack {
  /** LiteLLM's address. */
  readonly url: string;
  readonly key: string;
  /** `docker inspect` of a service's container. */
  inspect(service: string): Promise<Inspected>;
  /** SIGKILL to a service's container. */
  kill(service: string): Promise<void>;
  /** Starts a service's killed container; resolves once it is healthy. */
  restart(service: string): Promise<void>;
  /** What a command inside a container prints; throws when it fails. */
  exec(service: string, ...command: string[]): Promise<string>;
  /** `hooks smoke --call` in the hook service's container, as an operator runs it. */
  smoke(): Promise<SmokeReport>;
  /** The hook service of the profile managed-db in place of this one, with Redis and NATS at ports of this machine. */
  hooksWith(urls: { readonly redis: string; readonly nats: string }): Promise<void>;
  /**
   * How often each correlation id has a quota event in JetStream, of the stack's own NATS unless another one is named;
   * resolves once all of the given ones have.
   */
  deliveries(correlationIds: ReadonlySet<string>, natsUrl?: string): Promise<Map<string, number>>;
  down(): Promise<void>;
}

export interface Inspected {
  readonly HostConfig: {
    readonly ReadonlyRootfs: boolean;
    readonly CapDrop: readonly string[] | null;
    readonly CapAdd: readonly string[] | null;
    readonly SecurityOpt: readonly string[];
    readonly Privileged: boolean;
    readonly Memory: number;
    readonly NanoCpus: number;
    readonly PidsLimit: number;
    readonly RestartPolicy: { readonly Name: string };
  };
  readonly Config: { readonly User: string; readonly Healthcheck?: object };
}

/** The services of the production file that run here, by their names there. */
export async function startProductionStack(services: readonly string[]): Promise<ProductionStack> {
  const project = `hooks-test-${randomBytes(4).toString('hex')}`;
  const [port, natsPort] = [await freePort(), await freePort()];
  const key = `sk-${randomBytes(12).toString('hex')}`;
  const secrets = productionSecrets();
  const environment = {
    ...secrets,
    ACME_VIRTUAL_KEY: key,
    LITELLM_PORT: String(port),
    TEST_NATS_PORT: String(natsPort),
    COMPOSE_PROJECT_NAME: project,
    POSTGRES_IMAGE: imageOf('postgres'),
    PROMETHEUS_IMAGE: imageOf('prometheus'),
  };
  const run = (profiles: string, given: NodeJS.ProcessEnv, ...words: string[]) =>
    compose(words, { ...environment, COMPOSE_PROFILES: profiles, ...given }, ['-f', OVERRIDE]);
  const all = (...words: string[]) => run('dev,self-hosted-db,observability', {}, ...words);
  const up = ['up', '-d', '--wait', '--wait-timeout', '300'];
  const ids = containerIds(project);
  const stack: ProductionStack = {
    url: `http://127.0.0.1:${port}`,
    key,
    async restart(service) {
      await docker('start', await ids.of(service));
      await untilHealthy(service, await ids.of(service));
    },
    async inspect(service) {
      const [found] = JSON.parse(await docker('inspect', await ids.of(service))) as Inspected[];
      if (!found) throw new Error(`There is no container of ${service}.`);
      return found;
    },
    kill: async (service) => void (await docker('kill', await ids.of(service))),
    exec: async (service, ...command) => docker('exec', await ids.of(service), ...command),
    async smoke() {
      const words =
        'smoke --call --json --url http://litellm-dev:4000 --metrics-url http://127.0.0.1:4101/metrics';
      const command = ['node', 'dist/scripts/hooks.js', ...words.split(' ')];
      const report = await docker('exec', '-e', `LITELLM_KEY=${key}`, await ids.of('hooks'), ...command);
      return JSON.parse(report) as SmokeReport;
    },
    async hooksWith({ redis, nats }) {
      const given = {
        REDIS_URL: ofThisMachine(redis),
        NATS_URL: ofThisMachine(nats),
        NATS_USER: '',
        NATS_PASSWORD: '',
      };
      await run('managed-db', given, ...up, '--no-deps', 'hooks');
      ids.forget('hooks');
    },
    deliveries(correlationIds, natsUrl) {
      const own = { user: 'hooks', password: secrets['NATS_PASSWORD'] };
      const servers = [natsUrl ?? `nats://127.0.0.1:${natsPort}`];
      return readDeliveries(
        natsSettings.parse({ servers, ...(natsUrl === undefined && own) }),
        correlationIds,
      );
    },
    down: async () => void (await all('down', '-v', '-t', '1')),
  };
  try {
    await all(...up, ...services);
  } catch (error) {
    const logs = await all('logs', '--tail', '20');
    await stack.down();
    throw new Error(`docker compose did not come up:\n${logs}`, { cause: error });
  }
  return stack;
}

/** An address of this machine's, as a container reaches it. */
const ofThisMachine = (url: string) => url.replace('127.0.0.1', 'host.docker.internal');

async function docker(...words: string[]): Promise<string> {
  return (await promisify(execFile)('docker', words)).stdout;
}

/** Which container a service has: asked once, as Compose takes a second for it on a busy machine. */
function containerIds(project: string) {
  const known = new Map<string, string>();
  return {
    forget: (service: string) => known.delete(service),
    async of(service: string) {
      const labels = [`com.docker.compose.project=${project}`, `com.docker.compose.service=${service}`];
      const filters = labels.flatMap((label) => ['--filter', `label=${label}`]);
      const id = known.get(service) ?? (await docker('ps', '-aq', ...filters)).trim();
      known.set(service, id);
      return id;
    },
  };
}

/** Not by `up --wait`: for a moment Docker still calls a container what it was when it was killed. */
async function untilHealthy(service: string, id: string): Promise<void> {
  const status = ['inspect', '--format', '{{.State.Health.Status}}', id];
  for (const end = Date.now() + 300_000; (await docker(...status)).trim() !== 'healthy'; await delay(200))
    if (Date.now() > end)
      throw new Error(`${service} did not come back:\n${await docker('logs', '--tail', '20', id)}`);
}

async function readDeliveries(
  settings: ReturnType<typeof natsSettings.parse>,
  wanted: ReadonlySet<string>,
): Promise<Map<string, number>> {
  const seen = new Map<string, number>();
  const connection = await connectJetStream(settings);
  try {
    const durable = `test-${randomBytes(4).toString('hex')}`;
    const options = { stream: settings.stream.name, durable, subjects: [subjects.quotaUpdated] };
    for await (const message of await connection.consume(options)) {
      const { correlationId } = JSON.parse(Buffer.from(message.body).toString()) as { correlationId: string };
      seen.set(correlationId, (seen.get(correlationId) ?? 0) + 1);
      message.ack();
      if ([...wanted].every((id) => seen.has(id))) return seen;
    }
    return seen;
  } finally {
    await connection.close();
  }
}
