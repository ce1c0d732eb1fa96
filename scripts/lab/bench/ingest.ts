import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Command } from 'commander';
import { startEvents, type Events } from '../../../hooks-server/events/start-events.js';
import { eventsSettings } from '../../../hooks-server/events/settings.js';
import { createLog } from '../../../hooks-server/telemetry/log.js';
import { createMetrics } from '../../../hooks-server/telemetry/metrics.js';
import { roundedPercentile, roundTo } from '../statistics.js';

// How fast usage records become durable events, and whether a large backlog drains in bounded memory.

interface Options {
  readonly rate: number;
  readonly batch: number;
  readonly seconds: number;
  readonly backlog: number;
  readonly directory: string;
  readonly json: boolean;
}

/** A record as the plugin sends it, with the metadata of a key of one of a hundred tenants. */
function record(index: number): Record<string, unknown> {
  const start = Date.now() / 1000 - 1;
  return {
    id: `chatcmpl-${randomUUID()}`,
    litellm_call_id: randomUUID(),
    trace_id: randomUUID(),
    call_type: 'acompletion',
    status: 'success',
    cache_hit: false,
    stream: index % 3 === 0,
    custom_llm_provider: 'openai',
    model: 'openai/gpt-4o',
    model_group: 'gpt-4o',
    startTime: start,
    endTime: start + 0.75,
    prompt_tokens: 100 + (index % 900),
    completion_tokens: 10 + (index % 90),
    total_tokens: 110 + (index % 900) + (index % 90),
    response_cost: 0.0001475,
    saved_cache_cost: 0,
    metadata: {
      user_api_key_hash: String(index % 100).padStart(64, '0'),
      user_api_key_alias: `key-${index % 100}`,
      user_api_key_team_id: `team-${index % 100}`,
      user_api_key_auth_metadata: { tenant_id: `tenant-${index % 100}`, platform_id: 'web' },
      requester_custom_headers: { 'x-correlation-id': randomUUID() },
    },
  };
}

function body(size: number, from: number): string {
  return JSON.stringify(Array.from({ length: size }, (_, index) => record(from + index)));
}

async function start(directory: string, servers: string[]): Promise<Events> {
  const settings = eventsSettings.parse({ dataDirectory: directory, nats: { servers } });
  return startEvents(settings, {
    clock: Date.now,
    metrics: createMetrics(),
    log: createLog('error'),
    resolveTenant: ({ metadata }) => ({ id: metadata?.user_api_key_team_id ?? 'unknown' }),
    callContext: () => undefined,
  });
}

/** Batches at a fixed rate, each timed from when it was due: a late one counts its waiting. */
async function paced(events: Events, { rate, batch, seconds }: Options) {
  const count = Math.round((rate * seconds) / batch);
  const bodies = Array.from({ length: count }, (_, index) => body(batch, index * batch));
  const cpu = process.cpuUsage();
  const began = performance.now();
  const waits = await Promise.all(
    bodies.map(async (text, index) => {
      const due = began + (index * batch * 1000) / rate;
      await delay(Math.max(0, due - performance.now()));
      await events.accept(text);
      return performance.now() - due;
    }),
  );
  const elapsed = (performance.now() - began) / 1000;
  return {
    events: count * batch,
    eventsPerSecond: Math.round((count * batch) / elapsed),
    cpuShare: roundTo(cpuSeconds(process.cpuUsage(cpu)) / elapsed, 1),
    cpuMicrosecondsPerEvent: Math.round((cpuSeconds(process.cpuUsage(cpu)) * 1e6) / (count * batch)),
    batchMs: {
      p50: roundedPercentile(waits, 0.5),
      p95: roundedPercentile(waits, 0.95),
      p99: roundedPercentile(waits, 0.99),
      max: roundedPercentile(waits, 1),
    },
  };
}

/** As fast as four senders get their answers. */
async function unpaced(events: Events, { batch, seconds }: Options) {
  const bodies = Array.from({ length: 200 }, (_, index) => body(batch, index * batch));
  let next = 0;
  const began = performance.now();
  const deadline = began + Math.min(seconds, 5) * 1000;
  const sender = async () => {
    for (
      let text = bodies[next++];
      text !== undefined && performance.now() < deadline;
      text = bodies[next++]
    ) {
      await events.accept(text);
    }
  };
  await Promise.all([sender(), sender(), sender(), sender()]);
  const sent = Math.min(next, bodies.length) * batch;
  return { events: sent, eventsPerSecond: Math.round(sent / ((performance.now() - began) / 1000)) };
}

/** Fills an outbox without NATS, then drains it to NATS, watching the process's memory. */
async function drainBacklog(directory: string, server: string, options: Options) {
  const filling = await start(directory, []);
  // A reader of the publisher's name marks what is stored now as its backlog.
  await filling.outbox.reader('publisher');
  for (let stored = 0; stored < options.backlog; stored += 1000) await filling.accept(body(1000, stored));
  await filling.stop();
  const rss: number[] = [];
  const events = await start(directory, [server]);
  const reader = await events.outbox.reader('publisher');
  const began = performance.now();
  while ((await reader.backlog()).records > 0) {
    rss.push(process.memoryUsage().rss / 1024 / 1024);
    await delay(500);
  }
  const seconds = (performance.now() - began) / 1000;
  await events.stop();
  const tenth = Math.ceil(rss.length / 10);
  return {
    events: options.backlog,
    seconds: roundTo(seconds, 1),
    eventsPerSecond: Math.round(options.backlog / seconds),
    rssMb: {
      firstTenth: Math.round(Math.max(...rss.slice(0, tenth))),
      lastTenth: Math.round(Math.max(...rss.slice(-tenth))),
      max: Math.round(Math.max(...rss)),
    },
  };
}

function cpuSeconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1e6;
}

async function main(options: Options): Promise<void> {
  const directory = await mkdtemp(join(resolve(options.directory), 'bench-events-'));
  try {
    const events = await start(join(directory, 'ingest'), []);
    // One second of warm-up: the first batches would measure the compiler.
    await paced(events, { ...options, seconds: 1 });
    const ingest = { paced: await paced(events, options), unpaced: await unpaced(events, options) };
    await events.stop();
    const server = process.env['NATS_URL'];
    const backlog =
      options.backlog > 0 && server !== undefined
        ? await drainBacklog(join(directory, 'backlog'), server, options)
        : undefined;
    const result = { batch: options.batch, ...ingest, ...(backlog === undefined ? {} : { backlog }) };
    if (options.json) return console.log(JSON.stringify(result));
    const { paced: p, unpaced: u } = ingest;
    console.log(
      `paced    ${p.eventsPerSecond} events/s in batches of ${options.batch}, fsync before each answer; ${p.cpuMicrosecondsPerEvent} µs of CPU an event, ${p.cpuShare} cores`,
    );
    console.log(
      `         batch p50 ${p.batchMs.p50} ms, p95 ${p.batchMs.p95} ms, p99 ${p.batchMs.p99} ms, max ${p.batchMs.max} ms`,
    );
    console.log(`unpaced  ${u.eventsPerSecond} events/s from 4 senders`);
    if (backlog !== undefined) {
      const { rssMb, eventsPerSecond, seconds } = backlog;
      console.log(`backlog  ${backlog.events} events drained in ${seconds} s (${eventsPerSecond}/s)`);
      console.log(
        `         memory ${rssMb.firstTenth} MB in the first tenth, ${rssMb.lastTenth} MB in the last, ${rssMb.max} MB at most`,
      );
    } else if (options.backlog > 0) {
      console.log('backlog  not measured: NATS_URL is not set');
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const number = (value: string) => Number(value);
await main(
  new Command('bench-ingest')
    .description('Measures ingest (records to durable events), and with NATS_URL the draining of a backlog.')
    .option('--rate <n>', 'events a second', number, 5000)
    .option('--batch <n>', 'records in a batch', number, 100)
    .option('--seconds <n>', 'length of the paced run', number, 20)
    .option('--backlog <n>', 'events of the backlog; 0 leaves it out', number, 0)
    .option('--directory <path>', 'where the outbox lies; not a memory disk, or the fsync costs nothing', '.')
    .option('--json', 'one JSON line', false)
    .parse()
    .opts<Options>(),
);
