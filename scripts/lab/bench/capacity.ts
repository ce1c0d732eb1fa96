import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Command } from 'commander';
import { Redis } from 'ioredis';
import { connect } from 'nats';
import { GenericContainer, Wait, getContainerRuntimeClient, type StartedTestContainer } from 'testcontainers';
import { count } from '../../command-line.js';
import { startHookService } from '../../stack/hook-service.js';
import { freePort, type ServiceProcess } from '../../stack/process.js';
import { table } from '../../table.js';
import { roundTo } from '../statistics.js';
import { cpuMs, rssMb, untilQuiet } from './processes.js';
import { createClient, type Client } from './service/client.js';
import { bodiesOf, type CallBodies } from './service/requests.js';

// What a call costs services, Redis and NATS, with one, two and four services: CPU time, memory, bytes. On one machine they
// share its cores, so that CPU time for a call says more than calls in a second.

const SECRET = 'bench-capacity';
/** Records and answers that the plugin sends at once. */
const BATCH = 20;
const KINDS = ['novel', 'similar', 'novel', 'repeat'] as const;

interface Engines {
  readonly redis: Redis;
  readonly redisUrl: string;
  readonly natsUrl: string;
  readonly pids: { readonly redis: number; readonly nats: number };
  stop(): Promise<void>;
}

async function startEngines(): Promise<Engines> {
  const start = (image: string, port: number, command: string[], ready: RegExp) =>
    new GenericContainer(image)
      .withExposedPorts(port)
      .withCommand(command)
      .withWaitStrategy(Wait.forLogMessage(ready))
      .start();
  const redisOptions =
    'redis-server --bind 0.0.0.0 --protected-mode no --dir /tmp --appendonly yes --appendfsync always --save'.split(
      ' ',
    );
  const [redis, nats] = await Promise.all([
    start(process.env['REDIS_IMAGE'] ?? 'redis:8', 6379, [...redisOptions, ''], /Ready to accept/),
    start(process.env['NATS_IMAGE'] ?? 'nats:2', 4222, ['-js', '-sd', '/tmp/js'], /Server is ready/),
  ]);
  const { container: docker } = await getContainerRuntimeClient();
  const pidOf = async (one: StartedTestContainer) => (await docker.getById(one.getId()).inspect()).State.Pid;
  const redisUrl = `redis://127.0.0.1:${redis.getMappedPort(6379)}`;
  const client = new Redis(redisUrl);
  return {
    redis: client,
    redisUrl,
    natsUrl: `nats://127.0.0.1:${nats.getMappedPort(4222)}`,
    pids: { redis: await pidOf(redis), nats: await pidOf(nats) },
    async stop() {
      client.disconnect();
      await Promise.all([redis.stop({ timeout: 0 }), nats.stop({ timeout: 0 })]);
    },
  };
}

/** A number of `INFO`. */
async function infoOf(redis: Redis, name: string): Promise<number> {
  return Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(await redis.info())?.[1] ?? 0);
}

async function streamOf(natsUrl: string): Promise<{ messages: number; bytes: number }> {
  const connection = await connect({ servers: [natsUrl] });
  try {
    const { state } = await (await connection.jetstreamManager()).streams.info('LITELLM_EVENTS');
    return { messages: state.messages, bytes: state.bytes };
  } finally {
    await connection.close();
  }
}

async function drive(client: Client, calls: readonly CallBodies[], connections: number): Promise<void> {
  for (let at = 0; at < calls.length; at += BATCH) {
    const group = calls.slice(at, at + BATCH);
    const facts: unknown[] = [];
    let next = 0;
    const worker = async () => {
      while (next < group.length) {
        const index = next++;
        facts[index] = (await client.post('/calls', group[index]?.question)).body['facts'];
      }
    };
    await Promise.all(Array.from({ length: connections }, worker));
    const stores = group.map(({ store }, index) => ({ ...store, facts: facts[index] }));
    await deliver(client, { records: group.map(({ record }) => record), stores });
  }
}

/** As the plugin does: what is not taken is sent again. */
async function deliver(client: Client, ended: object): Promise<void> {
  while (
    !(await client.post('/calls/ended', ended).then(
      () => true,
      () => false,
    ))
  )
    await delay(200);
}

async function startServices(
  n: number,
  { redisUrl, natsUrl }: Engines,
  directory: string,
): Promise<ServiceProcess[]> {
  const services: ServiceProcess[] = [];
  for (let index = 0; index < n; index++) {
    const dataDir = join(directory, `${n}-${index}`);
    const environment = {
      // Also the one keeps its state where several would.
      ...{ HOOKS_REPLICAS: '2', REDIS_URL: redisUrl, NATS_URL: natsUrl, HOOKS_CACHE_SAMPLING_SHARE: '0' },
      HOOKS_METRICS_PORT: '0',
    };
    const logFile = join(directory, 'hooks.log');
    services.push(
      await startHookService({ port: await freePort(), secret: SECRET, dataDir, logFile, environment }),
    );
  }
  return services;
}

async function measure(n: number, engines: Engines, directory: string, options: Options) {
  await engines.redis.flushall();
  const services = await startServices(n, engines, directory);
  try {
    const clients = services.map(({ url }) => createClient(url, SECRET, options.connections));
    const make = (calls: number) =>
      Array.from({ length: calls }, (_, at) => bodiesOf(KINDS[at % 4] ?? 'novel', at));
    await Promise.all(clients.map((client) => drive(client, make(200), options.connections)));
    const pids = [...services.map(({ pid }) => pid), engines.pids.redis, engines.pids.nats];
    await untilQuiet(pids);
    const look = async () => ({
      services: services.reduce((sum, { pid }) => sum + cpuMs(pid), 0),
      redis: cpuMs(engines.pids.redis),
      nats: cpuMs(engines.pids.nats),
      memory: await infoOf(engines.redis, 'used_memory'),
      network:
        (await infoOf(engines.redis, 'total_net_input_bytes')) +
        (await infoOf(engines.redis, 'total_net_output_bytes')),
      stream: await streamOf(engines.natsUrl),
    });
    const before = await look();
    const began = performance.now();
    const each = Math.floor(options.calls / n);
    await Promise.all(clients.map((client) => drive(client, make(each), options.connections)));
    const seconds = (performance.now() - began) / 1_000;
    await untilQuiet(pids);
    const after = await look();
    const calls = each * n;
    const entries = await engines.redis.zcard((await engines.redis.keys('litellm:cache:*:x'))[0] ?? '');
    clients.forEach((client) => client.close());
    return {
      services: n,
      callsPerSecond: roundTo(calls / seconds, 0),
      serviceCpuMs: roundTo((after.services - before.services) / calls, 3),
      redisCpuMs: roundTo((after.redis - before.redis) / calls, 3),
      natsCpuMs: roundTo((after.nats - before.nats) / calls, 3),
      redisBytesPerCall: roundTo((after.memory - before.memory) / calls, 0),
      redisNetworkBytesPerCall: roundTo((after.network - before.network) / calls, 0),
      streamBytesPerEvent: roundTo(
        (after.stream.bytes - before.stream.bytes) / (after.stream.messages - before.stream.messages),
        0,
      ),
      serviceMb: Math.max(...services.map(({ pid }) => rssMb(pid))),
      entries,
    };
  } finally {
    for (const service of services) await service.stop();
  }
}

interface Options {
  readonly calls: number;
  readonly connections: number;
  readonly json?: boolean;
}

const options = new Command('bench:capacity')
  .description(
    'CPU time, memory and bytes for a call with one, two and four hook services behind one Redis and one NATS.',
  )
  .option('--calls <n>', 'calls of each measurement', count, 2_000)
  .option('--connections <n>', 'calls at a time to each service', count, 8)
  .option('--json', 'print one JSON object')
  .parse()
  .opts<Options>();

const directory = mkdtempSync(join(tmpdir(), 'bench-capacity-'));
const engines = await startEngines();
try {
  const results = [];
  for (const n of [1, 2, 4]) {
    const result = await measure(n, engines, directory, options);
    console.error(JSON.stringify(result));
    results.push(result);
  }
  if (options.json) console.log(JSON.stringify(results));
  else
    console.log(
      table(
        Object.keys(results[0] ?? {}),
        results.map((one) => Object.values(one)),
      ),
    );
} finally {
  await engines.stop();
  rmSync(directory, { recursive: true, force: true });
}
