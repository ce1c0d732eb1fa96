import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { startHookService } from '../../scripts/stack/hook-service.js';
import { freePort, type ServiceProcess } from '../../scripts/stack/process.js';
import { startBalancer, type Balancer } from './balancer.js';
import { storedSchema, type StoredEvent } from './outbox-files.js';

export interface FleetOptions {
  readonly count: number;
  readonly redisUrl: string;
  readonly secret: string;
  readonly directory: string;
  readonly tenantsFile?: string;
  readonly environment?: NodeJS.ProcessEnv | undefined;
  /** Where the balancer listens. */
  readonly port?: number;
}

/** Several hook services that share one Redis, behind one address. */
export interface HookFleet {
  readonly services: readonly ServiceProcess[];
  readonly balancer: Balancer;
  /** All events that any of them made durable, in their order, once `found` is satisfied with them. */
  events(found: (events: readonly StoredEvent[]) => boolean, seconds?: number): Promise<StoredEvent[]>;
  /** What an admin route says where it is known: each service has some things to itself. */
  admin(path: string): Promise<unknown>;
  /** The same of each service. */
  adminOfEach(path: string): Promise<unknown[]>;
  stop(): Promise<void>;
}

/** Each fleet has names of its own in Redis, so that suites can share one. */
export async function startHookFleet(options: FleetOptions): Promise<HookFleet> {
  const { count, redisUrl, secret, directory } = options;
  const name = `fleet-${randomBytes(6).toString('hex')}`;
  const ports = await Promise.all(Array.from({ length: count }, () => freePort()));
  const services = await Promise.all(
    ports.map((port, index) =>
      startHookService({
        port,
        secret,
        ...(options.tenantsFile !== undefined && { tenantsFile: options.tenantsFile }),
        dataDir: join(directory, `data-${index}`),
        logFile: join(directory, `hooks-${index}.log`),
        environment: {
          HOOKS_REPLICAS: String(count),
          REDIS_URL: redisUrl,
          HOOKS_EVENTS_NATS_SERVERS: '',
          NATS_URL: '',
          HOOKS_EVENTS_REDIS_KEY: `${name}:events`,
          HOOKS_EVENTS_REDIS_WAIT_FOR_AOF: 'false',
          HOOKS_EVENTS_QUOTA_REDIS_PREFIX: `${name}:quota`,
          HOOKS_EVENTS_MISSING_USAGE_REDIS_PREFIX: name,
          HOOKS_CACHE_STORE_NAMESPACE: name,
          ...options.environment,
        },
      }),
    ),
  );
  const balancer = await startBalancer(
    services.map(({ url }) => url),
    options.port,
  );
  const ask = (path: string) =>
    Promise.all(
      services.map(({ url }) => fetch(`${url}/admin${path}`, { headers: { 'x-api-key': secret } })),
    );
  const redis = new Redis(redisUrl);
  const all = async () =>
    (await redis.xrange(`${name}:events`, '-', '+')).map(([, fields]) => {
      const at = (field: string) => fields[fields.indexOf(field) + 1] ?? 'null';
      return storedSchema.parse({ subject: at('subject'), event: JSON.parse(at('event')) as unknown });
    });
  return {
    services,
    balancer,
    async events(found, seconds = 15) {
      const deadline = Date.now() + seconds * 1000;
      for (;;) {
        const events = await all();
        if (found(events) || Date.now() > deadline) return events;
        await delay(50);
      }
    },
    async admin(path) {
      const answers = await ask(path);
      return (answers.find(({ ok }) => ok) ?? answers[0])?.json();
    },
    adminOfEach: async (path) => Promise.all((await ask(path)).map((answer) => answer.json())),
    async stop() {
      await balancer.stop();
      await Promise.all(services.map((service) => service.stop('SIGKILL')));
      redis.disconnect();
    },
  };
}
