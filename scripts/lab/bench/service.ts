import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { count, runCommand } from '../../command-line.js';
import { startHookService } from '../../stack/hook-service.js';
import { freePort } from '../../stack/process.js';
import { percentile, roundTo } from '../statistics.js';
import { cpuMs, rssMb, untilQuiet } from './processes.js';
import { startRedis } from './redis.js';
import { createClient, type Client } from './service/client.js';
import { bodiesOf, firstCalls, KINDS, type CallBodies, type Kind } from './service/requests.js';

// What a call costs the hook service alone: each route with each kind of question, and its memory after many calls.

const SECRET = 'bench-service';
/** Records and answers that the plugin sends at once, where calls come this fast. */
const BATCH = 20;
/** Calls after which a service knows what it loads late. */
const FIRST_CALLS = 200;
/** How often memory is looked at during the long run. */
const SAMPLES = 20;

interface Options {
  readonly perRoute: number;
  readonly calls: number;
  readonly connections: number;
  /** Answers are kept in the service's own memory, not in Redis. */
  readonly memory?: boolean;
  readonly json?: boolean;
}

interface Route {
  readonly route: string;
  readonly kind: Kind;
  readonly calls: number;
  readonly cpuMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Why calls were no hits, and how many were. */
  readonly outcomes: Readonly<Record<string, number>>;
}

const say = (line: string) =>
  void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);

type Post = (
  client: Client,
  bodies: readonly CallBodies[],
) => Promise<{ milliseconds: number; outcome: string }>;

/** What the service said of a call goes with its answer, as the plugin sends it. */
const facts = new WeakMap<CallBodies, unknown>();

const ask: Post = async (client, [call]) => {
  const { body, milliseconds } = await client.post('/calls', call?.question);
  if (call) facts.set(call, body['facts']);
  const cache = body['cache'] as { hit?: boolean; kind?: string; reason?: string } | undefined;
  return { milliseconds, outcome: (cache?.hit ? cache.kind : cache?.reason) ?? 'none' };
};
const end =
  (withAnswers: boolean): Post =>
  async (client, calls) => {
    const stores = withAnswers ? calls.map((call) => ({ ...call.store, facts: facts.get(call) })) : [];
    const records = calls.map(({ record }) => record);
    const { milliseconds } = await client.post('/calls/ended', { records, stores });
    return { milliseconds, outcome: 'accepted' };
  };

const endWithAnswers = end(true);

/** Posts each group of calls, `connections` at a time. */
async function run(client: Client, post: Post, groups: Iterable<readonly CallBodies[]>, connections: number) {
  const milliseconds: number[] = [];
  const outcomes: Record<string, number> = {};
  const waiting = groups[Symbol.iterator]();
  const worker = async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) {
      const answered = await post(client, next.value);
      milliseconds.push(answered.milliseconds);
      outcomes[answered.outcome] = (outcomes[answered.outcome] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return { milliseconds, outcomes };
}

function* inGroups(kind: Kind, calls: number, size: number): Generator<CallBodies[]> {
  for (let at = 0; at < calls; at += size)
    yield Array.from({ length: Math.min(size, calls - at) }, (_, index) => bodiesOf(kind, at + index));
}

async function measureRoutes(
  client: Client,
  pid: number,
  { perRoute, connections }: Options,
): Promise<Route[]> {
  const measured: Route[] = [];
  const measure = async (route: string, kind: Kind, post: Post, size: number, calls: number) => {
    say(`${route}, ${kind}: ${calls} calls`);
    const groups = [...inGroups(kind, calls, size)];
    if (post === endWithAnswers)
      await run(
        client,
        ask,
        groups.flat().map((call) => [call]),
        connections,
      );
    await untilQuiet([pid]);
    const before = cpuMs(pid);
    const { milliseconds, outcomes } = await run(client, post, groups, connections);
    await untilQuiet([pid]);
    measured.push({
      route,
      kind,
      calls,
      cpuMs: roundTo((cpuMs(pid) - before) / calls, 3),
      p50Ms: roundTo(percentile(milliseconds, 0.5), 2),
      p99Ms: roundTo(percentile(milliseconds, 0.99), 2),
      outcomes,
    });
  };
  for (const kind of KINDS) {
    const calls = kind === 'long' ? Math.ceil(perRoute / 10) : perRoute;
    await measure('/calls', kind, ask, 1, calls);
    if (kind === 'long') continue;
    await measure('/calls/ended (records)', kind, end(false), BATCH, calls);
    await measure('/calls/ended (records, answers)', kind, endWithAnswers, BATCH, calls);
  }
  return measured;
}

/** Calls as they come: half novel questions, a quarter each similar ones and repeats, with all that they leave behind. */
async function measureMemory(client: Client, pid: number, { calls, connections }: Options) {
  const samples: { calls: number; rssMb: number }[] = [];
  const each = Math.max(BATCH, Math.ceil(calls / SAMPLES));
  const kinds = ['novel', 'similar', 'novel', 'repeat'] as const;
  const before = cpuMs(pid);
  for (let done = 0; done < calls; done += each) {
    const groups = function* () {
      for (let at = 0; at < each; at += BATCH)
        yield Array.from({ length: BATCH }, (_, index) =>
          bodiesOf(kinds[index % 4] ?? 'novel', done + at + index),
        );
    };
    for (const group of groups()) {
      await run(
        client,
        ask,
        group.map((call) => [call]),
        connections,
      );
      await endWithAnswers(client, group);
    }
    samples.push({ calls: done + each, rssMb: rssMb(pid) });
    say(`${done + each} calls: ${rssMb(pid)} MB`);
  }
  await untilQuiet([pid]);
  return { cpuMsPerCall: roundTo((cpuMs(pid) - before) / calls, 3), samples, rssMb: rssMb(pid) };
}

async function main(options: Options): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-service-'));
  const redis = options.memory ? undefined : await startRedis();
  const began = performance.now();
  const service = await startHookService({
    port: await freePort(),
    secret: SECRET,
    dataDir: directory,
    logFile: join(directory, 'hooks.log'),
    environment: {
      HOOKS_EVENTS_NATS_SERVERS: '',
      NATS_URL: '',
      REDIS_URL: redis?.url.href ?? '',
      HOOKS_CACHE_SAMPLING_SHARE: '0',
    },
  });
  try {
    const readyMs = Math.round(performance.now() - began);
    const rssAtStartMb = rssMb(service.pid);
    say(`ready after ${readyMs} ms with ${rssAtStartMb} MB`);
    const client = createClient(service.url, SECRET, options.connections);
    await run(client, ask, inGroups('novel', FIRST_CALLS, 1), options.connections);
    const known = firstCalls();
    await run(
      client,
      ask,
      known.map((call) => [call]),
      options.connections,
    );
    await end(true)(client, known);
    const routes = await measureRoutes(client, service.pid, options);
    const memory = await measureMemory(client, service.pid, options);
    client.close();
    const embedder = process.env['HOOKS_EMBEDDING_MODEL_DIR'] ? 'local model' : 'lexical';
    const store = redis ? 'redis' : 'memory';
    const result = { embedder, store, readyMs, rssAtStartMb, routes, memory };
    if (options.json) console.log(JSON.stringify(result));
    else printResult(result);
  } finally {
    await service.stop();
    await redis?.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

function printResult({ embedder, store, readyMs, rssAtStartMb, routes, memory }: Result): void {
  console.log(`Ready after ${readyMs} ms with ${rssAtStartMb} MB; embedder: ${embedder}, store: ${store}.`);
  console.table(routes.map(({ outcomes, ...route }) => ({ ...route, outcomes: JSON.stringify(outcomes) })));
  console.log(`Then ${memory.samples.at(-1)?.calls} calls, each with all that it leaves behind:`);
  console.log(`${memory.cpuMsPerCall} ms of CPU a call, ${memory.rssMb} MB at the end.`);
  console.table(memory.samples);
}

interface Result {
  readonly embedder: string;
  readonly store: string;
  readonly readyMs: number;
  readonly rssAtStartMb: number;
  readonly routes: readonly Route[];
  readonly memory: Awaited<ReturnType<typeof measureMemory>>;
}

const program = new Command('bench:service')
  .description(
    'Measures the hook service alone: CPU per call and latency of each route, and its memory after many calls. ' +
      'Redis is REDIS_URL or a container; HOOKS_EMBEDDING_MODEL_DIR is used where it is set. Linux only.',
  )
  .option('--per-route <count>', 'calls for each route and kind of question', count, 1_000)
  .option('--calls <count>', 'calls after which memory is told', count, 100_000)
  .option('--connections <count>', 'calls at a time', count, 4)
  .option('--memory', 'keep answers in memory instead of Redis')
  .option('--json', 'print one JSON object, last')
  .action((options: Options) => runCommand(() => main(options)));
await program.parseAsync();
