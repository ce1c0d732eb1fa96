import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Command, InvalidArgumentError } from 'commander';
import { natsSettings } from '../../../hooks-server/events/settings.js';
import { natsService, redisService } from '../../../test/support/services.js';
import { runCommand } from '../../command-line.js';
import { percentile, roundTo } from '../statistics.js';
import { drain } from './events/account.js';
import { createGateway, type Gateway } from './events/gateway.js';
import { rssMb } from './processes.js';
import { capacityOf, pacedCalls, type SoakCall } from './soak/load.js';
import { FIRST_HALF, SECOND_HALF, type TroubleContext } from './soak/troubles.js';

// Half an hour of ordinary traffic through real LiteLLM, while service, NATS and Redis are killed, hung and paused.

interface Options {
  readonly minutes: number;
  readonly rate?: number;
  readonly json?: boolean;
}

interface Sample {
  readonly minute: number;
  readonly hooksMb: number;
  readonly litellmMb: number;
}

const CAPACITY_SECONDS = 30;
const CONNECTIONS = 10;
const SAMPLE_MS = 30_000;
/** The last events may wait as long as the plugin's longest pause, and NATS has to come back. */
const DRAIN_MS = 180_000;

const say = (line: string) =>
  void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);

async function startServices() {
  const [nats, redis] = [await natsService(), await redisService({ appendOnly: true })];
  if (!nats?.control || !redis?.control)
    throw new Error('The faults need Docker, or nats-server and redis-server on the PATH.');
  return { nats, redis, controls: { nats: nats.control, redis: redis.control } };
}

/** The troubles of each half, evenly spread; the rest of a half is ordinary traffic. */
async function makeTrouble(context: TroubleContext, seconds: number): Promise<void> {
  for (const troubles of [FIRST_HALF, SECOND_HALF]) {
    const end = Date.now() + (seconds * 1000) / 2;
    for (const { name, happen } of troubles) {
      await delay((seconds * 1000) / 2 / (troubles.length + 1) / 2);
      say(`${name}: happens`);
      await happen(context);
      say(`${name}: over`);
    }
    await delay(Math.max(0, end - Date.now()));
  }
}

function sampleMemory(gateway: Gateway, samples: Sample[]): () => void {
  const started = Date.now();
  const timer = setInterval(() => {
    try {
      samples.push({
        minute: roundTo((Date.now() - started) / 60_000, 1),
        hooksMb: rssMb(gateway.hooks().pid),
        litellmMb: rssMb(gateway.litellm().pid),
      });
    } catch {
      // The service is being started again.
    }
  }, SAMPLE_MS);
  return () => clearInterval(timer);
}

/** Mean of the last quarter against that of the one before, since memory shall be flat over the last half. */
function growth(values: readonly number[]): number {
  const quarter = Math.floor(values.length / 4);
  const mean = (part: readonly number[]) => part.reduce((sum, value) => sum + value, 0) / part.length;
  return roundTo(mean(values.slice(-quarter)) / mean(values.slice(-2 * quarter, -quarter)), 3);
}

async function soak({ minutes, rate }: Options) {
  const { nats, redis, controls } = await startServices();
  const gateway = await createGateway();
  try {
    const embedder = process.env['HOOKS_EMBEDDING_MODEL_DIR'] ? 'local' : 'lexical';
    const environment = {
      ...{ HOOKS_CACHE_MODE: 'on', HOOKS_CACHE_EMBEDDER_KIND: embedder },
      ...{ REDIS_URL: redis.url, NATS_URL: nats.url },
    };
    const restartHooks = () => gateway.startHooks(join(gateway.directory, 'data'), environment);
    say('starting');
    await Promise.all([restartHooks(), gateway.startLitellm()]);
    const target = { url: gateway.litellmUrl(), key: gateway.key };
    const perSecond = rate ?? (await capacityOf(target, CAPACITY_SECONDS, CONNECTIONS)) / 2;
    say(`${roundTo(perSecond, 1)} calls a second for ${minutes} minutes`);
    const calls: SoakCall[] = [];
    const samples: Sample[] = [];
    const stopSampling = sampleMemory(gateway, samples);
    const context = { gateway, restartHooks, ...controls };
    await Promise.all([
      pacedCalls(target, { perSecond, seconds: minutes * 60, onCall: (call) => calls.push(call) }),
      makeTrouble(context, minutes * 60),
    ]);
    stopSampling();
    say(`${calls.length} calls made, draining`);
    return report(perSecond, calls, samples, await eventsOf(nats.url, calls));
  } finally {
    await gateway.stop();
    await Promise.all([nats.stop(), redis.stop()]);
  }
}

async function eventsOf(natsUrl: string, calls: readonly SoakCall[]): Promise<ReadonlyMap<string, string>> {
  const { quota } = await drain({
    natsUrl,
    stream: natsSettings.parse({}).stream.name,
    expected: calls.map(({ correlationId }) => correlationId),
    timeoutMs: DRAIN_MS,
  });
  // What measured the capacity has events too.
  const made = new Set(calls.map(({ correlationId }) => correlationId));
  return new Map([...quota].filter(([, correlationId]) => made.has(correlationId)));
}

function report(
  perSecond: number,
  calls: readonly SoakCall[],
  samples: readonly Sample[],
  events: ReadonlyMap<string, string>,
) {
  const withEvent = new Set(events.values());
  const times = calls.map(({ milliseconds }) => milliseconds);
  return {
    perSecond: roundTo(perSecond, 1),
    calls: calls.length,
    failed: calls.filter(({ whole }) => !whole).length,
    hits: calls.filter(({ isHit }) => isHit).length,
    lost: calls.filter(({ correlationId }) => !withEvent.has(correlationId)).length,
    doubled: events.size - withEvent.size,
    p50Ms: roundTo(percentile(times, 0.5), 1),
    p99Ms: roundTo(percentile(times, 0.99), 1),
    hooksGrowth: growth(samples.map(({ hooksMb }) => hooksMb)),
    litellmGrowth: growth(samples.map(({ litellmMb }) => litellmMb)),
    samples,
  };
}

async function main(options: Options): Promise<void> {
  const result = await soak(options);
  if (options.json) console.log(JSON.stringify(result));
  else console.log(result);
  if (result.failed > 0 || result.lost > 0 || result.doubled > 0) process.exitCode = 1;
}

const positive = (text: string) => {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('Expected a number above 0.');
  return value;
};

const program = new Command('bench:soak')
  .description(
    'Ordinary traffic through real LiteLLM, at half of what the machine can do, while the hook service, NATS and Redis are ' +
      'killed, hung and paused. Ends with 1 when a call failed, or an event was lost or came twice. Linux only.',
  )
  .option('--minutes <count>', 'how long', positive, 30)
  .option('--rate <count>', 'calls a second; half of the measured capacity without', positive)
  .option('--json', 'print one JSON object, last')
  .action((options: Options) => runCommand(() => main(options)));
await program.parseAsync();
