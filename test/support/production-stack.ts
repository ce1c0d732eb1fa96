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

export interface ProductionStack {
  /** LiteLLM's address. */
  readonly url: string;
  readonly key: string;
  readonly services: readonly string[];
  /** `docker inspect` of a service's container. */
  inspect(service: string): Promise<Inspected>;
  /** SIGKILL to a service's container. */
  kill(service: string): Promise<void>;
  /** Starts a service's killed container; resolves once it is healthy. */
  restart(service: string): Promise<void>;
  /** Runs a command inside a container; gives whether it succeeded. */
  exec(service: string, ...command: string[]): Promise<boolean>;
  /** How often each correlation id has a quota event in JetStream; resolves once all of the given ones have. */
  deliveries(correlationIds: ReadonlySet<string>): Promise<Map<string, number>>;
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

/** The services of the production file that run here: all but LiteLLM with a database, whose engine is in its image only. */
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
  };
  const options = ['-f', OVERRIDE, '--profile', 'dev', '--profile', 'self-hosted-db'];
  const run = (...words: string[]) => compose(words, environment, options);
  const up = async () => void (await run('up', '-d', '--wait', '--wait-timeout', '300', ...services));
  const nats = natsSettings.parse({
    servers: [`nats://127.0.0.1:${natsPort}`],
    user: 'hooks',
    password: secrets['NATS_PASSWORD'],
  });
  const idOf = async (service: string) => (await run('ps', '-aq', service)).trim();
  const docker = async (...words: string[]) => (await promisify(execFile)('docker', words)).stdout;
  // Not by `up --wait`: for a moment Docker still calls a container what it was when it was killed.
  const untilHealthy = async (service: string) => {
    const status = ['inspect', '--format', '{{.State.Health.Status}}', await idOf(service)];
    for (const end = Date.now() + 300_000; (await docker(...status)).trim() !== 'healthy'; await delay(200))
      if (Date.now() > end) throw new Error(`${service} did not come back:\n${await run('logs', service)}`);
  };
  const stack: ProductionStack = {
    url: `http://127.0.0.1:${port}`,
    key,
    services,
    async restart(service) {
      await docker('start', await idOf(service));
      await untilHealthy(service);
    },
    async inspect(service) {
      const [found] = JSON.parse(await docker('inspect', await idOf(service))) as Inspected[];
      if (!found) throw new Error(`There is no container of ${service}.`);
      return found;
    },
    kill: async (service) => void (await docker('kill', await idOf(service))),
    exec: (service, ...command) =>
      run('exec', '-T', service, ...command).then(
        () => true,
        () => false,
      ),
    deliveries: (correlationIds) => readDeliveries(nats, correlationIds),
    down: async () => void (await run('down', '-v', '-t', '1')),
  };
  try {
    await up();
  } catch (error) {
    const logs = await run('logs', '--tail', '20');
    await stack.down();
    throw new Error(`docker compose did not come up:\n${logs}`, { cause: error });
  }
  return stack;
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
